package dev.recsys.reliability.hostile;

import dev.recsys.bundle.ModelFolder;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.LogDetail;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.log.LogReader;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Small right files and tables to read. */
final class Files {
    private static final int CUSTOMERS = 20;

    private static final AtomicInteger NEW_LOGS = new AtomicInteger();

    private static DecisionLog openLog;

    private Files() {}

    static Path events(Path folder) {
        Path file = folder.resolve("events.csv");
        return write(file, "user,item\nu1,i1\nu1,i2\nu2,i1\n");
    }

    static Path items(Path folder) {
        return write(folder.resolve("items.csv"), "id,group,kind\ni1,cards,gold|metal\ni3,,\n");
    }

    static Path table(Path folder) {
        return write(folder.resolve("table.csv"), "age;city\n30;Lima\n40;\n");
    }

    static Path rankings(Path folder) {
        return write(folder.resolve("recommendations.csv"), "customer,rank,product\nu1,1,card\nu1,2,fund\n");
    }

    static Path santander(Path folder) {
        Path file = folder.resolve("panel.csv");
        try {
            if (!java.nio.file.Files.exists(file)) {
                SyntheticBank.builder().customers(CUSTOMERS).months(2).build().writeCsv(file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path model(Path folder) {
        Path file = folder.resolve("model.recsys");
        try {
            if (!java.nio.file.Files.exists(file)) {
                Fixtures.BUNDLE.save(file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String stored(Path folder) {
        try {
            ModelFolder.at(folder).save("stored", Fixtures.BUNDLE);
            return "stored";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database in memory with a table of events and a panel. */
    static Connection database() {
        try {
            Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table events(u varchar, i varchar)");
                statement.execute("insert into events values ('u1', 'i1'), ('u2', 'i2')");
                statement.execute("create table panel(d date, u varchar, c int)");
                statement.execute(
                        "insert into panel values (date '2024-01-28', 'u1', 1), (date '2024-02-28', 'u1', 0)");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An open log; the one before is closed. */
    static DecisionLog log(Path folder) {
        try {
            if (openLog != null) {
                openLog.close();
            }
            openLog = DecisionLog.open(folder.resolve("log"), LogConfig.defaults());
            return openLog;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LogReader logReader(Path folder) {
        try {
            return LogReader.open(writtenLog(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A log of one record. */
    static Path writtenLog(Path folder) {
        Path log = folder.resolve("written-log");
        if (!java.nio.file.Files.exists(log)) {
            try (DecisionLog open = DecisionLog.open(log, LogConfig.defaults())) {
                open.append("{\"a\":1}");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return log;
    }

    /** A log of one decision. */
    static Path decisions(Path folder) {
        return decided(folder.resolve("decisions"), Decisions.engine());
    }

    /** A log of one decision, drawn by chance. */
    static Path explored(Path folder) {
        return decided(folder.resolve("explored"), Decisions.engine().policy(Decisions.EXPLORING));
    }

    private static Path decided(Path path, DecisionEngine.Builder engine) {
        if (!java.nio.file.Files.exists(path)) {
            try (DecisionLog open = DecisionLog.open(path, LogConfig.defaults())) {
                engine.log(open, LogDetail.FACTS).build().decide(Decisions.REQUEST);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return path;
    }

    /** The record of a decision. */
    static String decision(Path folder) {
        try (LogReader reader = LogReader.open(decisions(folder))) {
            return reader.next().orElseThrow().body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where no log is yet. */
    static Path newLog(Path folder) {
        return folder.resolve("new-log-" + NEW_LOGS.incrementAndGet());
    }

    private static Path write(Path file, String text) {
        try {
            return java.nio.file.Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
