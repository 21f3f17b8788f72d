package dev.recsys.eval;

import dev.recsys.PanelRequests;
import dev.recsys.check.Checks;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import java.util.LinkedHashSet;
import java.util.Set;

/** The users of one transition of a panel. */
final class PanelCases implements Cases {
    private final IdIndex users;
    private final String[] itemIds;
    private final Transition transition;
    private final PanelRequests requests;
    private final int adders;
    private final int unknownUsers;

    /** The transition to snapshot {@code later}; what is known is all before it. */
    PanelCases(Panel panel, int later) {
        this.users = panel.users();
        this.itemIds = panel.items().ids().toArray(new String[0]);
        this.transition = panel.transition(later);
        Checks.that(
                transition.pairCount() > 0,
                "no user has a row on %s and on %s",
                transition.before().date(),
                transition.after().date());
        this.requests = PanelRequests.at(panel, transition.before().date());
        this.adders = countAdders(transition);
        this.unknownUsers = transition.after().rowCount() - transition.pairCount();
    }

    private static int countAdders(Transition transition) {
        int count = 0;
        for (int pair = 0; pair < transition.pairCount(); pair++) {
            count += transition.added(pair).length > 0 ? 1 : 0;
        }
        return count;
    }

    @Override
    public int count() {
        return transition.pairCount();
    }

    @Override
    public int adderCount() {
        return adders;
    }

    @Override
    public int unknownUserCount() {
        return unknownUsers;
    }

    @Override
    public boolean ofPanel() {
        return true;
    }

    @Override
    public TestCase get(int index) {
        Set<String> truth = new LinkedHashSet<>();
        Set<String> reactivations = new LinkedHashSet<>();
        for (int item : transition.added(index)) {
            truth.add(itemIds[item]);
            if (transition.isReactivation(index, item)) {
                reactivations.add(itemIds[item]);
            }
        }
        Set<String> later = new LinkedHashSet<>();
        for (int item : transition.after().holdings().itemsOf(transition.rowAfter(index))) {
            later.add(itemIds[item]);
        }
        int row = transition.rowBefore(index);
        return new TestCase(users.id(transition.user(index)), () -> requests.request(row), truth, reactivations, later);
    }
}
