package dev.recsys.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The categories a customer keeps, and how often each occurs. Immutable and thread-safe. */
final class AttributeTables {
    static final Token YES = Token.of("S");
    static final Token NO = Token.of("N");

    private static final int GREAT_CHANNELS = 11;
    private static final double FOREIGN_RESIDENT = 0.0048;

    private final Token[] segments = tokens("01 - TOP", "02 - PARTICULARES", "03 - UNIVERSITARIO");
    private final Token[] employees = tokens("N", "B", "F", "A", "S");
    private final Weights employeeShares = new Weights(9_990, 4, 3, 2, 1);
    private final Token spain = Token.of("ES");
    private final Token[] countries =
            tokens("FR", "AR", "DE", "GB", "US", "CO", "IT", "RO", "MX", "CH", "BR", "VE", "BE", "PY", "CN", "EC");
    private final Token male = Token.of("V");
    private final Token female = Token.of("H");
    private final List<Token> channels = new ArrayList<>();
    private final Weights otherChannels;
    private final List<Token> provinces = new ArrayList<>();
    private final List<Token> provinceNames = new ArrayList<>();
    private final Weights provinceShares;
    private final double[] meanLogIncome;

    AttributeTables() {
        List<String[]> channelRows = Tables.read("channels.csv", ",");
        channelRows.forEach(row -> channels.add(Token.of(row[0])));
        otherChannels = Tables.weights(channelRows.subList(GREAT_CHANNELS, channelRows.size()), 1);
        List<String[]> provinceRows = Tables.read("provinces.csv", ";");
        for (String[] row : provinceRows) {
            provinces.add(Token.of(row[0], (row[0].length() == 1 ? " " : "") + row[0]));
            provinceNames.add(Token.of(row[1], '"' + row[1] + '"'));
        }
        provinceShares = Tables.weights(provinceRows, 2);
        meanLogIncome = provinceRows.stream()
                .mapToDouble(row -> Double.parseDouble(row[3]))
                .toArray();
    }

    private static Token[] tokens(String... values) {
        return Arrays.stream(values).map(Token::of).toArray(Token[]::new);
    }

    /** Gives a customer the lasting categories; returns the place of the province. */
    int assign(Customer customer) {
        long key = customer.key;
        Archetype kind = customer.archetype;
        customer.sex = Draws.uniform(key, 13) < kind.female() ? female : male;
        customer.segment = segments[kind.segments().pick(Draws.uniform(key, 14))];
        int channel = kind.channels().pick(Draws.uniform(key, 15));
        customer.channel = channels.get(
                channel < GREAT_CHANNELS ? channel : GREAT_CHANNELS + otherChannels.pick(Draws.uniform(key, 16)));
        customer.employee = employees[employeeShares.pick(Draws.uniform(key, 17))];
        customer.foreign = Draws.uniform(key, 18) < 0.05 ? YES : NO;
        customer.deceased = Draws.uniform(key, 19) < 0.003 ? YES : NO;
        customer.spouse = Draws.uniform(key, 20) < 0.0001 ? (Draws.uniform(key, 21) < 0.01 ? YES : NO) : null;
        int province = provinceShares.pick(Draws.uniform(key, 22));
        boolean abroad = Draws.uniform(key, 23) < FOREIGN_RESIDENT;
        customer.country = spain;
        customer.resident = YES;
        if (abroad) {
            double skewed = Draws.uniform(key, 24);
            customer.country = countries[(int) (skewed * skewed * countries.length)];
            customer.resident = NO;
            customer.foreign = Draws.uniform(key, 25) < 0.9 ? YES : NO;
        } else {
            customer.province = provinces.get(province);
            customer.provinceName = provinceNames.get(province);
        }
        return province;
    }

    double meanLogIncome(int province) {
        return meanLogIncome[province];
    }
}
