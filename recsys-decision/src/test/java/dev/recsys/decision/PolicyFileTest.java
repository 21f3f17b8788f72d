package dev.recsys.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.ItemCondition;
import dev.recsys.decision.rule.ItemSelector;
import dev.recsys.decision.rule.Rule;
import dev.recsys.decision.rule.Stage;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy in YAML is the policy in Java, its errors name file, line and rule, and tables test it. */
class PolicyFileTest {
    private static final String FULL = """
            policy: cards
            version: 2026-11
            facts: [deceased]
            rules:
              - name: adults-only
                version: 2
                stage: eligibility
                code: TOO_YOUNG
                items: credit
                require: {age: {from: 18, to: 75}}
              - name: affordable
                stage: suitability
                items: {attribute: minimumIncome}
                require: {income: {fromItem: minimumIncome}}
              - name: mixed
                items: {groups: [cards]}
                exclude: {any: [{holdsAny: [loan]}, {city: [south], not: {age: {from: 60}}}]}
                unknown: allow
            contact:
              version: c1
              coolDowns: [{after: refused, per: item, days: 90}]
              caps: [{most: 3, per: all, days: 7, channel: mail}]
            levers: {gold: 0.5}
            minimumScore: 0.001
            groupLimits: {cards: 1}
            places: {1: account}
            boosts: {loan: 3}
            exploration: {share: 0.02, seed: 7}
            """;

    private static Policy parse(String text) {
        return PolicyFile.parse("p.yaml", text);
    }

    private static DecisionEngine engine(Policy policy) {
        return DecisionEngine.around(TableModel.ofProbabilities())
                .policy(policy)
                .build();
    }

    @Test
    void parse_allParts_areThoseOfJava() {
        Policy policy = parse(FULL);
        List<Rule> rules = List.of(
                Rule.named("adults-only")
                        .version("2")
                        .code("TOO_YOUNG")
                        .items(ItemSelector.credit())
                        .require(Condition.between("age", 18, 75)),
                Rule.named("affordable")
                        .stage(Stage.SUITABILITY)
                        .items(ItemSelector.attribute("minimumIncome"))
                        .require(ItemCondition.atLeast("income", "minimumIncome")),
                Rule.named("mixed")
                        .items(ItemSelector.groups("cards"))
                        .allowUnknown()
                        .exclude(Condition.any(
                                Condition.holdsAny(List.of("loan")),
                                Condition.all(
                                        Condition.in("city", "south"), Condition.not(Condition.atLeast("age", 60))))));
        assertThat(policy.rules())
                .extracting(Rule::text)
                .isEqualTo(rules.stream().map(Rule::text).toList());
        assertThat(policy.text()).contains("contact c1", "levers {gold=0.5}", "fixed {1=account}", "boosted {loan=3}");
        assertThat(policy.contactPolicy().caps()).hasSize(1);
        assertThat(policy.hash())
                .isEqualTo(parse(FULL).hash())
                .isNotEqualTo(parse(FULL.replace("75", "76")).hash());
        assertThat(engine(policy)
                        .decide(DecisionRequest.of(RecommendationRequest.forUser("u")
                                        .feature("age", 40)
                                        .feature("income", 3000)
                                        .feature("deceased", "N")
                                        .build())
                                .build())
                        .itemIds())
                .startsWith("account", "card", "loan");
    }

    @Test
    void parse_json_isYamlToo() {
        Policy policy = parse(
                "{\"policy\":\"p\",\"version\":\"1\",\"rules\":[{\"name\":\"r\",\"exclude\":{\"city\":[\"south\"]}}]}");
        assertThat(policy.rules())
                .singleElement()
                .extracting(Rule::text)
                .asString()
                .contains("city in [south]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from: 18, to: 75 | form: 18 | `line 10, rule \"adults-only\": there is no key \"form\"; there are [from, to]`",
                "stage: eligibility | stage: late | `line 7, rule \"adults-only\": there must be one of`",
                "stage: eligibility | stage: contact | `line 7, rule \"adults-only\": the stage of a rule must be`",
                "code: TOO_YOUNG | code: young | `line 8, rule \"adults-only\": a code has capital letters`",
                "from: 18 | from: x | `line 10, rule \"adults-only\": there must be a number`",
                "unknown: allow | unknown: maybe | `rule \"mixed\": unknown must be allow or exclude`",
                "items: credit | items: credits | `line 9, rule \"adults-only\": items must be all, credit`",
                "gold: 0.5 | gold: -1 | `line 23: factor must`",
                "share: 0.02 | share: 2 | `line 28: share must`",
                "levers: | leavers: | `line 23: there is no key \"leavers\"`",
                "name: mixed | name: affordable | `there are two rules \"affordable\"`",
                "version: 2026-11 | facts: [a] | `the key \"facts\" is there twice`",
                "after: refused | after: objection | `after must be an offer`",
                "facts: [deceased] | facts: deceased | `line 3: there must be a list`",
                "policy: cards | policy: [ | `p.yaml, line`",
            })
    void parse_somethingWrong_isRefusedWithItsPlace(String right, String wrong, String message) {
        assertThat(FULL).contains(right);
        assertThatThrownBy(() -> parse(FULL.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("p.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void parse_hostileTexts_areRefused() {
        assertThatThrownBy(() -> parse("")).hasMessage("p.yaml is empty");
        assertThatThrownBy(() -> parse("policy: p\nversion: 1\nrules: [{name: r, exclude: &a {any: [*a]}}]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("levels");
        assertThatThrownBy(() -> parse("policy: p\nversion: 1\nrules: [{name: r}]"))
                .hasMessageContaining("either require or exclude");
        assertThatThrownBy(() -> parse("- a")).hasMessageContaining("there must be a mapping");
    }

    private static final String TABLE = """
            # What compliance asks for

            | case | age | income | city | holds | contacts | channel | first | offered | not offered | no offer |
            |---|---|---|---|---|---|---|---|---|---|---|
            | a minor wants a loan | 17 | 2000 | north | | | | account | card | loan: TOO_YOUNG | |
            | little income | 30 | 900 | north | | | | | fund | loan: AFFORDABLE | |
            | said no last week | 30 | 2000 | north | account | refused card 2026-11-14 | | loan | | card: COOL_DOWN, account: HELD | |
            | three mails this week | 30 | 2000 | north | | offer fund 2026-11-20 mail, offer fund 2026-11-19 mail, offer bond 2026-11-18 mail | mail | | | | yes |
            | objects | 30 | 2000 | north | | objection 2020-01-01 | | | | fund: OBJECTION | yes |
            """;

    private static Policy tested() {
        return parse(FULL.replace("groupLimits: {cards: 1}\n", ""));
    }

    @Test
    void policyTest_tableIsKept_saysSo() {
        PolicyTest.Result result =
                PolicyTest.of(engine(tested()), LocalDate.of(2026, 11, 21)).run("table.md", TABLE);
        assertThat(result.failures()).isEmpty();
        assertThat(result.rows()).isEqualTo(5);
        result.assertKept();
    }

    @Test
    void policyTest_tableIsNotKept_namesTheRow() {
        PolicyTest test = PolicyTest.of(engine(tested()), LocalDate.of(2026, 11, 21));
        String wrong = TABLE.replace("| 17 |", "| 19 |")
                .replace("AFFORDABLE", "AGE")
                .replace("| card: COOL_DOWN", "| gold, card: COOL_DOWN");
        PolicyTest.Result result = test.run("table.md", wrong);
        assertThat(result.failures())
                .containsExactly(
                        "table.md, line 5: a minor wants a loan: loan may not be offered, but is",
                        "table.md, line 6: little income: loan must be out for AGE, but is for AFFORDABLE by affordable 1",
                        "table.md, line 7: said no last week: gold may not be offered, but is");
        assertThatThrownBy(result::assertKept)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("3 of 5 rows");
        assertThatThrownBy(() -> test.run("t", TABLE.replace("income", "incme")))
                .hasMessageContaining("there is no column \"incme\"");
        assertThatThrownBy(() -> test.run("t", TABLE.replace("fund |", "fnud |")))
                .hasMessageContaining("fnud");
        assertThatThrownBy(() -> test.run("t", "no table")).hasMessageContaining("no row of a table");
        assertThatThrownBy(() -> test.run("t", TABLE.replace("| yes |\n| obj", "|\n| obj")))
                .hasMessageContaining("cells");
    }
}
