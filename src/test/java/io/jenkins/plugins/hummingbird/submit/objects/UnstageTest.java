package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.AwsRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** unstage.py changes what must be changed, and no other byte. */
public class UnstageTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final ObjectPrograms programs = new ObjectPrograms(AWS, ObjectPrograms.Client.NONE);

    private Path results;

    /** Has a character that is encoded in URLs. */
    private String folder;

    private String encoded;

    @Before
    public void results() throws Exception {
        results = Files.createDirectories(programs.root().resolve("results/sub"));
        folder = programs.root() + "/s3 ü";
        encoded = folder.replace(" ", "%20").replace("ü", "%C3%BC");
    }

    private String filled(String text) {
        return text.replace("ENCODED", encoded).replace("FOLDER", folder);
    }

    private void assertBecomes(String name, String before, String after) throws Exception {
        Path file = results.resolve(name);
        Files.writeString(file, filled(before));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        unstage();
        assertThat(Files.readString(file), is(filled(after)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-r-----"));
    }

    private void unstage() throws Exception {
        programs.succeeded(programs.run("unstage.py", results.getParent().toString(), folder));
        assertThat(programs.log, is(""));
    }

    @Test
    public void replacesPathsAndUrlsInEachSpelling() throws Exception {
        assertBecomes(
                "Image.csv",
                "PathName_A,FileName_A,URL_A,Other\r\n"
                        + "FOLDER/b/d,a.tif,file:ENCODED/b/d/a.tif,\"x\"\"y\"\r\n"
                        + "file:FOLDER/b/d%2520e,n%2541.tif,file:FOLDER/b/d%2520e/n%2541.tif,1.50\n"
                        + "file:FOLDER/b,\"a,b.tif\",\"file:FOLDER/b/a,b.tif\",FOLDERS/b\n"
                        + "/data,n%2541.tif,file:///data/a%2C.tif,",
                "PathName_A,FileName_A,URL_A,Other\r\n"
                        + "s3://b/d,a.tif,s3://b/d/a.tif,\"x\"\"y\"\r\n"
                        + "s3://b/d%20e,n%41.tif,s3://b/d%20e/n%41.tif,1.50\n"
                        + "s3://b,\"a,b.tif\",\"s3://b/a,b.tif\",FOLDERS/b\n"
                        + "/data,n%2541.tif,file:///data/a%2C.tif,");
    }

    @Test
    public void quotesAFieldThatNeedsQuotesNow() throws Exception {
        assertBecomes(
                "Image.csv",
                "URL_A,B\nfile:ENCODED/b/%22a%22%2Cb.tif,2\nfile:///ENCODED/b/c%0Ad,3\n"
                        .replace("///ENCODED", "//ENCODED"),
                "URL_A,B\n\"s3://b/\"\"a\"\",b.tif\",2\n\"s3://b/c\nd\",3\n");
    }

    @Test
    public void knowsTablesOfSeveralObjectsAndTabs() throws Exception {
        assertBecomes(
                "Both.txt",
                "Image\tImage\tNuclei\nFileName_A\tPathName_A\tX,Y\na%252C,b.tif\tfile:FOLDER/b/d\t1,2\n",
                "Image\tImage\tNuclei\nFileName_A\tPathName_A\tX,Y\na%2C,b.tif\ts3://b/d\t1,2\n");
    }

    @Test
    public void replacesWithinTextsAndPropertiesFiles() throws Exception {
        assertBecomes(
                "x.properties",
                "a = FOLDER/b/k.tif\r\nimage = file:ENCODED/b/k%20l.tif, file:/data/k%20l.tif\n# ENCODED\n",
                "a = s3://b/k.tif\r\nimage = s3://b/k l.tif, file:/data/k%20l.tif\n# ENCODED\n");
    }

    @Test
    public void doesNotWriteAFileWithoutPathsOfTheFolder() throws Exception {
        FileTime before = FileTime.fromMillis(1_000_000);
        for (String name : List.of("Image.csv", "picture.tif", "broken.csv")) {
            Path file = results.resolve(name);
            Files.writeString(file, name.equals("picture.tif") ? folder + "/b/x" : "a,\"b\n/s3/b");
            Files.setLastModifiedTime(file, before);
        }
        unstage();
        for (String name : List.of("Image.csv", "picture.tif", "broken.csv")) {
            assertThat(Files.getLastModifiedTime(results.resolve(name)), is(before));
        }
    }

    private String sqlite(String sql) throws Exception {
        String program = "import sqlite3, sys\n"
                + "connection = sqlite3.connect(sys.argv[1])\n"
                + "[print(row) for one in sys.argv[2].split(';') for row in connection.execute(one)]\n"
                + "connection.commit()\n";
        Files.writeString(programs.root().resolve("plan/sql.py"), program);
        programs.succeeded(
                programs.run("sql.py", results.resolve("DefaultDB.db").toString(), filled(sql)));
        return programs.out;
    }

    @Test
    public void replacesTextsInDatabases() throws Exception {
        sqlite("CREATE TABLE \"Per Image\" (ImageNumber INTEGER, Image_FileName_A TEXT, Image_PathName_A VARCHAR(128),"
                + " Image_URL_A TEXT, Thumb MEDIUMBLOB, Image_Count FLOAT);"
                + "INSERT INTO \"Per Image\" VALUES (1, 'n%2541.tif', 'file:FOLDER/b/d', 'file:FOLDER/b/d/n%2541.tif',"
                + " 'FOLDER/b/x', 1.5);"
                + "INSERT INTO \"Per Image\" VALUES (2, 'n%2541.tif', '/data', NULL, NULL, 'FOLDER/b/x');"
                + "CREATE TABLE Per_Object (ImageNumber INTEGER, X FLOAT)");
        unstage();
        assertThat(
                sqlite("SELECT *, typeof(Image_URL_A) FROM \"Per Image\""),
                is(filled("(1, 'n%41.tif', 's3://b/d', 's3://b/d/n%41.tif', 'FOLDER/b/x', 1.5, 'text')\n"
                        + "(2, 'n%2541.tif', '/data', None, None, 'FOLDER/b/x', 'null')\n")));
        byte[] bytes = Files.readAllBytes(results.resolve("DefaultDB.db"));
        unstage();
        assertThat(Files.readAllBytes(results.resolve("DefaultDB.db")), is(bytes));
    }

    @Test
    public void tellsOfADatabaseThatIsDamaged() throws Exception {
        Files.writeString(results.resolve("x.db"), "SQLite format 3\0 and nothing else".repeat(50));
        assertThat(programs.run("unstage.py", results.toString(), folder), is(1));
        assertThat(programs.sentence(), containsString(results.resolve("x.db") + ": "));
    }
}
