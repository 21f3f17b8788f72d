package dev.recsys.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The short options of the command line, as the properties they stand for. Whatever else begins with two dashes is a property. */
final class ServeArguments {
    static final String HELP = """
            Usage: recsys serve --models DIR | --store DIR [options]

            Serves models over HTTP: decisions under /v1, a page to try them under /,
            the description of the interface under /docs, metrics under
            /actuator/prometheus.

              --models DIR    folder of models, as "recsys run" writes it
              --store DIR     store of generations, as "recsys publish" writes it;
                              a new current generation answers without a restart
              --model NAME    which model scores (default: the hybrid)
              --policy FILE   the policy, YAML or JSON (default: that of the generation)
              --log DIR       log decisions into this folder
              --lists DIR     folder of precomputed lists for /load_recommendations
              --port N        port (default: 8080)
              --help          show this help

            Requests from other machines are refused unless access is set, such as by
            --recsys.service.access=API_KEY. Any other property of the service can be
            given as --name=value; docs/service.md lists them.
            """;

    private static final Map<String, String> PROPERTIES = Map.of(
            "--models", "recsys.models",
            "--store", "recsys.store",
            "--model", "recsys.model",
            "--policy", "recsys.decision.policy",
            "--log", "recsys.decision.log.folder",
            "--lists", "recsys.service.lists",
            "--port", "server.port");

    private ServeArguments() {}

    /**
     * Translates the arguments.
     *
     * @throws IllegalArgumentException if one is unknown or lacks its value, or none says where models are
     */
    static String[] translated(List<String> arguments) {
        List<String> properties = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String property = PROPERTIES.get(name);
            if (property == null) {
                if (!name.startsWith("--") || !name.contains(".") || equals < 0) {
                    throw new IllegalArgumentException("there is no option \"" + name + "\"; there are "
                            + new TreeSet<>(PROPERTIES.keySet()) + ", --help and properties as --name=value");
                }
                properties.add(argument);
                continue;
            }
            String value = argument.substring(equals + 1);
            if (equals < 0) {
                i++;
                if (i == arguments.size()) {
                    throw new IllegalArgumentException(name + " must have a value");
                }
                value = arguments.get(i);
            }
            properties.add("--" + property + "=" + value);
        }
        return properties.toArray(String[]::new);
    }
}
