package dev.recsys.decision.contact;

import dev.recsys.decision.contact.ContactPolicy.Cap;
import dev.recsys.decision.contact.ContactPolicy.Scope;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An instance in a process of its own that offers one item after the other to one customer, on two threads, at moments that it
 * shares with other instances. Says {@code ready}, reads the moment to start at, and says how many offers it made.
 */
final class CapHammer {
    static final int ITEMS = 40;
    static final int CAP = 30;
    static final ContactPolicy POLICY = ContactPolicy.builder("hammered")
            .cap(Cap.of(Scope.ITEM, 1, Duration.ofDays(30)))
            .cap(Cap.of(Scope.ALL, CAP, Duration.ofDays(30)))
            .build();

    private static final int THREADS = 2;
    private static final long SLOT_MILLIS = 25;

    private CapHammer() {}

    /** The planted fault: a memory that looks and writes without keeping others from it. */
    static final class Unlocked extends JdbcContacts {
        Unlocked(DataSource source, String tablePrefix) {
            super(source, tablePrefix, Migrations.scripts());
        }

        @Override
        void lock(Connection connection, String customerId) {}
    }

    public static void main(String[] args) throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        String prefix = args[1];
        String name = args[2];
        ContactMemory memory =
                args[3].equals("unlocked") ? new Unlocked(source, prefix) : JdbcContacts.of(source, prefix);
        memory.history(Contacts.CUSTOMER, Contacts.NOW);
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        long start = Long.parseLong(in.readLine());
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> made = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String id = name + thread + "-";
            made.add(pool.submit(() -> offerAll(memory, id, start)));
        }
        int sum = 0;
        for (Future<Integer> count : made) {
            sum += count.get();
        }
        pool.shutdown();
        System.out.println(sum);
    }

    private static int offerAll(ContactMemory memory, String id, long start) throws InterruptedException {
        int made = 0;
        for (int item = 0; item < ITEMS; item++) {
            long wait = start + item * SLOT_MILLIS - System.currentTimeMillis();
            TimeUnit.MILLISECONDS.sleep(Math.max(0, wait));
            Contact offer = Contacts.offer(id + item, "item" + item, Contacts.NOW);
            made += memory.offer(List.of(offer), POLICY).size();
        }
        return made;
    }
}
