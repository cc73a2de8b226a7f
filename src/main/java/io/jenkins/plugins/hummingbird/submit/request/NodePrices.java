package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node costs for an hour, by instance type or partition, as an administrator has written it down. Nobody is asked for
 * prices: they depend on contracts and on the market.
 */
public final class NodePrices {
    /** Nothing is known of prices. */
    public static final NodePrices NONE = new NodePrices(Map.of(), "");

    private static final String OTHERS = "*";
    private static final String DEFAULT_CURRENCY = "USD";

    /** EC2 has about a thousand instance types. */
    private static final int MOST = 2000;

    private static final int LONGEST_SHOWN = 60;

    private static final Pattern PRICE =
            Pattern.compile("([A-Za-z0-9_.-]{1,64}|\\*)\\s*=\\s*([0-9]{1,6}(?:\\.[0-9]{1,6})?)(?:\\s+([A-Z]{3}))?");

    private final Map<String, Double> prices;
    private final String currency;

    private NodePrices(Map<String, Double> prices, String currency) {
        this.prices = prices;
        this.currency = currency;
    }

    /**
     * @param text such as {@code c6i.4xlarge=0.68 USD, m5.large=0.10 USD, *=0.2 USD}: prices of a node for an hour, separated by
     *     commas or a line each. Without a currency they are in USD; {@code *} stands for all other nodes. May be empty or null
     * @throws OperationException when it is no such text; the message says what to write
     */
    public static NodePrices parse(String text) throws OperationException {
        Map<String, Double> prices = new LinkedHashMap<>();
        String currency = "";
        for (String entry : (text == null ? "" : text).split("[,\\r\\n]")) {
            String plain = entry.strip();
            if (plain.isEmpty()) {
                continue;
            }
            Matcher price = PRICE.matcher(plain);
            if (!price.matches()) {
                throw new OperationException("'" + shown(plain)
                        + "' is no price of a node for an hour: write an instance type or the name of"
                        + " a partition, = and a number, such as c6i.4xlarge=0.68, separated by commas;"
                        + " * stands for all other nodes");
            }
            String its = price.group(3) == null ? DEFAULT_CURRENCY : price.group(3);
            if (!currency.isEmpty() && !currency.equals(its)) {
                throw new OperationException(
                        "The prices of nodes are in " + currency + " and in " + its
                                + ", and their sum would mean nothing: write all in one currency, and write it behind each price");
            }
            currency = its;
            if (prices.put(price.group(1), Double.valueOf(price.group(2))) != null) {
                throw new OperationException("There are two prices of " + price.group(1) + ": remove one of them");
            }
            if (prices.size() > MOST) {
                throw new OperationException("There are more than " + MOST
                        + " prices of nodes: name those that the clusters have, and * for all others");
            }
        }
        return prices.isEmpty() ? NONE : new NodePrices(prices, currency);
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "...";
    }

    /**
     * @param type an instance type; a partition for a node without one
     * @return what such a node costs for an hour; empty when nothing is known of it
     */
    public OptionalDouble perHour(String type) {
        Double price = prices.getOrDefault(type, prices.get(OTHERS));
        return price == null ? OptionalDouble.empty() : OptionalDouble.of(price);
    }

    /** @return three letters, such as {@code USD}; empty when there are no prices */
    public String currency() {
        return currency;
    }

    /** @return whether nothing is known of prices */
    public boolean isEmpty() {
        return prices.isEmpty();
    }
}
