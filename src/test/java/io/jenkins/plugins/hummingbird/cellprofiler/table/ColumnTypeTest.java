package io.jenkins.plugins.hummingbird.cellprofiler.table;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerPython;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The types that LoadData assigns to columns, compared with Python itself if available. */
public class ColumnTypeTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** @return the recorded first value of a column with these values */
    private static String recorded(String... values) {
        return recordedBy("Plate", values);
    }

    private static String recordedBy(String key, String... values) {
        ColumnType type = new ColumnType(key);
        List.of(values).forEach(type::observe);
        return type.recorded(values[0]);
    }

    @Test
    public void digitsAreIntegers() {
        assertEquals("123", recorded("0123"));
        assertEquals("1", recorded("01", "2", "+3", " 4 "));
        assertEquals("-7", recorded("-07"));
        assertEquals("0", recorded("-0"));
        assertEquals("1000", recorded("1_000"));
        assertEquals("2147483647", recorded("+2147483647"));
        assertEquals("-2147483648", recorded("-02147483648"));
    }

    @Test
    public void anIntegerOfMoreThan32BitsMakesItText() {
        assertEquals("01", recorded("01", "2147483648"));
        assertEquals("01", recorded("01", "-2147483649"));
        assertEquals("099999999999", recorded("099999999999", "1"));
        assertEquals("01", recorded("01", "2147483648", "1.5"));
    }

    @Test
    public void aFloatMakesTheColumnFloats() {
        assertEquals("100000.0", recorded("1E05"));
        assertEquals("1.0", recorded("01", "1.5"));
        assertEquals("1.0", recorded("01", "1e5", "2"));
        assertEquals("1e+16", recorded("10000000000000000.0"));
        assertEquals("nan", recorded("NaN"));
        assertEquals("-inf", recorded("-Infinity"));
        assertEquals("inf", recorded("1E999"));
        assertEquals("-0.0", recorded("-0.0"));
    }

    @Test
    public void anythingElseMakesTheColumnText() {
        assertEquals("0123", recorded("0123", "P2"));
        assertEquals("0123", recorded("0123", "P2", "1"));
        assertEquals("1E05", recorded("1E05", ""));
        assertEquals(" a ", recorded(" a "));
        assertEquals("", recorded("", "1"));
    }

    @Test
    public void wellColumnsAreAlwaysText() {
        for (String key : List.of("WellCol", "WellColumn", "wellcolumn", "COLUMN", "Col", "Col_2", "Column_of_wells")) {
            assertEquals(key, "01", recordedBy(key, "01", "2"));
        }
        // LoadData splits the name at underscores before it looks
        for (String key : List.of("Well", "WellRow", "Well_Column", "Well_Col", "Columns", "_Col", "Plate_Col")) {
            assertEquals(key, "1", recordedBy(key, "01", "2"));
        }
    }

    private static final String PROGRAM = String.join(
            "\n",
            "import sys",
            "for line in sys.stdin:",
            "    value = bytes.fromhex(line.strip()).decode()",
            "    recorded = value",
            "    try:",
            "        number = int(value)",
            "        if -2**31 <= number < 2**31:",
            "            recorded = str(number)",
            "    except ValueError:",
            "        try:",
            "            recorded = str(float(value))",
            "        except ValueError:",
            "            pass",
            "    print(recorded.encode().hex())",
            "");

    @Test
    public void everyValueIsRecordedAsInPython() throws Exception {
        List<String> values = values();
        StringBuilder input = new StringBuilder();
        for (String value : values) {
            input.append(HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)))
                    .append('\n');
        }
        List<String> python = CellProfilerPython.any().run(folder.getRoot().toPath(), PROGRAM, input.toString());
        assertEquals(values.size(), python.size());
        for (int i = 0; i < values.size(); i++) {
            String expected = new String(HexFormat.of().parseHex(python.get(i)), StandardCharsets.UTF_8);
            assertEquals("'" + values.get(i) + "'", expected, recorded(values.get(i)));
        }
    }

    private static List<String> values() {
        List<String> values = new ArrayList<>(List.of(
                "",
                " ",
                "_",
                "1_",
                "_1",
                "1__0",
                "1_0",
                "1_0.5",
                "1._5",
                "1_.5",
                "1e1_0",
                "1e_1",
                "1e",
                "e1",
                "1e+",
                ".",
                "+",
                "-",
                "+-1",
                "--1",
                ".5",
                "5.",
                "5.e3",
                ".5e-3",
                "+.5",
                "-5.",
                "0x10",
                "0b1",
                "0o7",
                "1L",
                "1f",
                "1d",
                "0x1p3",
                "1,5",
                "1 5",
                "inf",
                "-INF",
                "+Infinity",
                "infinit",
                "nan",
                "-nan",
                "+NaN",
                "nan1",
                "True",
                "None",
                "\t5\n",
                "\u00a05\u00a0",
                "\u20035",
                "5\u0085",
                "\u001c5",
                "5\u001f",
                "\u200b5",
                "\u0663",
                "\u0661\u0662.\u0665",
                "\uff11\uff12",
                "1\u0663",
                "\u00b2",
                "\u2167",
                "½",
                "一",
                "\u07c1\u07c2",
                "\uD835\uDFDA",
                "0",
                "00",
                "-0",
                "-0.0",
                "0.0",
                "0e5",
                "-0e-400",
                "1e-400",
                "1E999",
                "-1e999",
                "1e22",
                "1e23",
                "9007199254740993",
                "9007199254740993.0",
                "5e-324",
                "1.7976931348623157e308",
                "2.2250738585072014E-308",
                "2e23",
                "2.0e-3",
                "0.0001",
                "0.00001",
                "0.00012345",
                "9999999999999998.0",
                "9999999999999999.0",
                "1e15",
                "1e16",
                "123456789012345680.0",
                "0.1",
                "0.30000000000000004",
                "100.0",
                "1e2",
                "12.50",
                "4.35",
                "1.10",
                "1E05",
                "1e5",
                "12E3",
                "3E-7"));
        Random random = new Random(7);
        String alphabet = "0123456789..eE+-_ n";
        for (int i = 0; i < 300; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = 1 + random.nextInt(7); length > 0; length--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            values.add(value.toString());
        }
        for (int i = 0; i < 300; i++) {
            // any double, and those with few digits, for which people have written down
            values.add(Double.toString(Double.longBitsToDouble(random.nextLong() & 0x7fffffffffffffffL)));
            values.add(random.nextInt(1000) + "." + random.nextInt(1000) + "e" + (random.nextInt(40) - 20));
        }
        for (int power = -60; power <= 70; power++) {
            values.add(Double.toString(Math.pow(2, power)));
        }
        return values;
    }
}
