package io.jenkins.plugins.hummingbird.cellprofiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes index files like Harmony: elements, their order and attributes are those of exports of versions 5 and 7; those
 * of 4 and 6 are as published readers expect them. See docs/image-patterns.md.
 */
public final class HarmonyXml {
    private final int version;
    private final String plate;
    private final List<String> channels;
    private final StringBuilder images = new StringBuilder();

    /** @param channels the names of the channels, from number 1 */
    public HarmonyXml(int version, String plate, String... channels) {
        this.version = version;
        this.plate = plate;
        this.channels = List.of(channels);
    }

    /** @return the name of a file of the first time point */
    public static String name(int row, int column, int field, int channel) {
        return String.format(Locale.ROOT, "r%02dc%02df%02dp01-ch%dsk1fk1fl1.tiff", row, column, field, channel);
    }

    /** Adds one image of each channel for a field, and returns their names. */
    public List<String> place(int row, int column, int field) {
        List<String> names = new ArrayList<>();
        for (int channel = 1; channel <= channels.size(); channel++) {
            names.add(name(row, column, field, channel));
            image(row, column, field, channel, "Ok", names.get(channel - 1));
        }
        return names;
    }

    /** Adds one image. */
    public HarmonyXml image(int row, int column, int field, int channel, String state, String url) {
        String id = String.format(Locale.ROOT, "%02d%02dK1F%dP1R%d", row, column, field, channel);
        images.append("    <Image Version=\"1\">\r\n");
        element("id", id);
        element("State", state);
        element("URL", url);
        element("Row", row);
        element("Col", column);
        element("FieldID", field);
        element("PlaneID", 1);
        element("TimepointID", version < 6 ? 0 : 1);
        if (version > 6) {
            element("SequenceID", 1);
            element("GroupID", 1);
        }
        element("ChannelID", channel);
        element("FlimID", 1);
        if (version < 6) {
            element("ChannelName", channels.get(channel - 1));
            element("ImageType", "Signal");
            element("ImageResolutionX Unit=\"m\"", "5.979760809567617E-07");
        }
        element("PositionX Unit=\"m\"", field == 1 ? "0" : "-0.000322907");
        element("PositionY Unit=\"m\"", "5E-06");
        element("PositionZ Unit=\"m\"", "-" + channel + "E-06");
        element("AbsTime", "2021-03-29T16:55:28.987-04:00");
        images.append("    </Image>\r\n");
        return this;
    }

    private void element(String name, Object text) {
        images.append("      <").append(name);
        if (text.equals("")) {
            images.append(" />\r\n");
        } else {
            images.append('>')
                    .append(text)
                    .append("</")
                    .append(name.split(" ")[0])
                    .append(">\r\n");
        }
    }

    @Override
    public String toString() {
        String space = version == 7
                ? "43B2A954-E3C3-47E1-B392-6635266B0DD3/HarmonyV7"
                : "http://www.perkinelmer.com/PEHH/HarmonyV" + version;
        StringBuilder maps = new StringBuilder();
        for (int pass = 0; pass < (version < 6 ? 1 : 2); pass++) {
            maps.append("    <Map>\r\n");
            for (int channel = 1; channel <= channels.size(); channel++) {
                maps.append("      <Entry ChannelID=\"").append(channel).append("\">\r\n");
                maps.append(
                        pass == 0
                                ? "        <FlatfieldProfile>{Channel: " + channel
                                        + ", ChannelName: wrong}</FlatfieldProfile>"
                                : "        <ChannelName>" + channels.get(channel - 1) + "</ChannelName>\r\n"
                                        + "        <ImageType>Signal</ImageType>");
                maps.append("\r\n      </Entry>\r\n");
            }
            maps.append("    </Map>\r\n");
        }
        return "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
                + "<EvaluationInputData xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" Version=\"" + (version < 6 ? 1 : 2)
                + "\" xmlns=\"" + space + "\">\r\n"
                + "  <User>O'Hara</User>\r\n  <InstrumentType>Phenix</InstrumentType>\r\n"
                + "  <Plates>\r\n    <Plate>\r\n      <PlateID>" + plate + "</PlateID>\r\n"
                + "      <MeasurementID>5de72537-0fda-42a5-8715-2e605ccb652c</MeasurementID>\r\n"
                + "      <Name>" + plate + "</Name>\r\n"
                + "      <PlateTypeName>384 PerkinElmer CellCarrier Ultra</PlateTypeName>\r\n"
                + "      <PlateRows>16</PlateRows>\r\n      <PlateColumns>24</PlateColumns>\r\n"
                + "      <Well id=\"0101\" />\r\n    </Plate>\r\n  </Plates>\r\n"
                + "  <Wells>\r\n    <Well>\r\n      <id>0101</id>\r\n      <Row>1</Row>\r\n      <Col>1</Col>\r\n"
                + "      <Image id=\"0101K1F1P1R1\" />\r\n    </Well>\r\n  </Wells>\r\n"
                + "  <Maps>\r\n" + maps + "  </Maps>\r\n  <Images>\r\n" + images + "  </Images>\r\n"
                + "</EvaluationInputData>\r\n";
    }
}
