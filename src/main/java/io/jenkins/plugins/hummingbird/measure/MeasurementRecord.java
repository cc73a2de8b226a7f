package io.jenkins.plugins.hummingbird.measure;

import io.jenkins.plugins.hummingbird.operation.Limits;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What one group measured: {@code measure.py} writes it on the node, docs/measurements.md describes it.
 *
 * @param columns in the order of all values; no name twice
 * @param places where the group has images; empty when nothing could be measured
 * @param problems what could not be measured, a sentence each
 */
public record MeasurementRecord(List<Column> columns, List<MeasuredPlace> places, List<String> problems) {
    /**
     * @param bytes compressed; they come from a host, and may be anything
     * @throws IOException when they are no complete record, or it is larger than {@link Limits#MEASUREMENT_TEXT}
     */
    public static MeasurementRecord parse(byte[] bytes) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new Bounded(new GZIPInputStream(new ByteArrayInputStream(bytes))), StandardCharsets.UTF_8))) {
            RecordParser parser = new RecordParser();
            lines.lines().forEach(parser::take);
            return parser.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalArgumentException e) {
            throw new IOException("no record of measurements: " + e.getMessage(), e);
        }
    }

    /** A little that is compressed may be very much. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left = Limits.MEASUREMENT_TEXT;

        Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException("the record of measurements has more than "
                        + Limits.words(Limits.MEASUREMENT_TEXT) + " uncompressed");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
