package dev.recsys.cli.load;

import dev.recsys.internal.check.Checks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Whom to load: looked up once, so that every connection goes to the address that was checked.
 *
 * @param uri what the user gave
 * @param address where connections go
 */
record Target(URI uri, InetSocketAddress address) {
    /** Whether an address beyond this machine is meant. */
    enum Reach {
        LOOPBACK,
        ANYWHERE
    }

    static Target of(String url, Reach reach) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("--url is no URL: " + e.getReason(), e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Checks.that(scheme.equals("http") || scheme.equals("https"), "--url must begin with http:// or https://");
        Checks.that(uri.getHost() != null, "--url must name a host, as http://localhost:8080/v1/recommend does");
        Checks.that(
                uri.getUserInfo() == null && uri.getFragment() == null,
                "--url must have no user and no fragment; --header \"Authorization: …\" says who asks");
        Checks.that(uri.getPort() <= 0xFFFF && uri.getPort() != 0, "--url must have a port from 1 to 65535");
        int standard = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        return new Target(uri, new InetSocketAddress(find(uri.getHost(), reach), port));
    }

    private static InetAddress find(String host, Reach reach) {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--url names a host that is not known: " + host, e);
        }
        for (InetAddress address : found) {
            Checks.that(
                    reach == Reach.ANYWHERE || address.isLoopbackAddress(),
                    "%s is not this machine: a load test can take a service down; --allow-remote says that it may",
                    host);
        }
        return found[0];
    }

    boolean isTls() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** The path and query that a request asks for. */
    String path() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** What the header {@code Host} says. */
    String host() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
