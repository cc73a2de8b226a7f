package io.jenkins.plugins.hummingbird.submit.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.OptionalDouble;
import org.junit.Test;

public class NodePricesTest {
    private static String refusal(String text) {
        return assertThrows(OperationException.class, () -> NodePrices.parse(text))
                .getMessage();
    }

    @Test
    public void readsPricesSeparatedByCommasOrLines() throws Exception {
        NodePrices prices = NodePrices.parse("c6i.4xlarge=0.68, m5.large = 0.10\r\nu-6tb1.112xlarge=54.6\n\n*=2,");
        assertThat(prices.perHour("c6i.4xlarge"), is(OptionalDouble.of(0.68)));
        assertThat(prices.perHour("m5.large"), is(OptionalDouble.of(0.1)));
        assertThat(prices.perHour("u-6tb1.112xlarge"), is(OptionalDouble.of(54.6)));
        assertThat("all others", prices.perHour("p5.48xlarge"), is(OptionalDouble.of(2)));
        assertThat(prices.currency(), is("USD"));
        assertThat(prices.isEmpty(), is(false));
    }

    @Test
    public void aNodeWithoutInstanceTypeHasThePriceOfItsPartition() throws Exception {
        NodePrices prices = NodePrices.parse("GPU_long.2=3.5, cpu-1=0.2");
        assertThat(prices.perHour("GPU_long.2"), is(OptionalDouble.of(3.5)));
        assertThat(prices.perHour("gpu_long.2"), is(OptionalDouble.empty()));
        assertThat(refusal("p".repeat(65) + "=1"), containsString("is no price"));
    }

    @Test
    public void knowsNoPriceOfOthersUnlessThereIsAStar() throws Exception {
        assertThat(NodePrices.parse("m5.large=0.10").perHour("c5.large"), is(OptionalDouble.empty()));
    }

    @Test
    public void readsACurrencyThatAllPricesHave() throws Exception {
        assertThat(NodePrices.parse("m5.large=0.10 EUR, *=0.2 EUR").currency(), is("EUR"));
        assertThat(refusal("m5.large=0.10 EUR, *=0.2"), containsString("in EUR and in USD"));
    }

    @Test
    public void isNothingWhereNothingIsGiven() throws Exception {
        assertThat(NodePrices.parse(" \n,").isEmpty(), is(true));
        assertThat(NodePrices.parse(null).isEmpty(), is(true));
        assertThat(NodePrices.NONE.perHour("m5.large"), is(OptionalDouble.empty()));
        assertThat(NodePrices.NONE.currency(), is(""));
    }

    @Test
    public void refusesWhatIsNoPriceAndSaysWhatToWrite() {
        assertThat(
                refusal("m5.large=0,10"),
                is(
                        "'10' is no price of a node for an hour: write an instance type or the name of a partition, ="
                                + " and a number, such as c6i.4xlarge=0.68, separated by commas; * stands for all other nodes"));
        for (String text :
                new String[] {"m5.large", "m5.large=", "=1", "m5 large=1", "m5=-1", "m5=1 usd", "m5=1e9", "m5=NaN"}) {
            assertThat(text, refusal(text), containsString("'" + text + "' is no price"));
        }
        assertThat(refusal("m5=1, m5=2"), containsString("two prices of m5"));
    }

    @Test
    public void quotesNoMoreThanTheBeginningOfALongText() {
        assertThat(refusal("x".repeat(100_000)).length(), is(lessThan(300)));
    }
}
