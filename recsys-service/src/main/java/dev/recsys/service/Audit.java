package dev.recsys.service;

import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who administered what: into a chained log of its own, where one is set, before it is done and with what came of it, and as a line
 * of the service's log. What can't be logged is not done.
 */
@Component
final class Audit implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger("dev.recsys.audit");

    private final @Nullable DecisionLog log;
    private final JsonMapper json;

    Audit(ServiceProperties properties, JsonMapper json) throws IOException {
        Path folder = properties.audit();
        this.log = folder == null
                ? null
                : DecisionLog.open(folder, LogConfig.defaults().withForce(LogConfig.Force.EVERY_RECORD));
        this.json = json;
    }

    /** What an administrator does. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** Does what an administrator asks, and logs it. */
    <T> T audited(String what, Object about, Action<T> action) throws IOException {
        String who = who();
        write(who, what, about, "begun");
        try {
            T result = action.run();
            write(who, what, about, "done");
            return result;
        } catch (IOException | RuntimeException e) {
            write(who, what, about, "failed");
            throw e;
        }
    }

    private void write(String who, String what, Object about, String state) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("time", Instant.now().toString());
        entry.put("who", who);
        entry.put("what", what);
        entry.put("about", about);
        entry.put("state", state);
        String line = json.writeValueAsString(entry); // JSON escapes line ends, so that nobody can forge an entry
        LOG.info("{}", line);
        if (log != null) {
            log.append(line);
        }
    }

    private static String who() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? "nobody" : String.valueOf(caller.getName());
    }

    @Override
    public void destroy() throws IOException {
        if (log != null) {
            log.close();
        }
    }
}
