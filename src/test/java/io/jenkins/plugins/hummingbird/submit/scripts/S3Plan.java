package io.jenkins.plugins.hummingbird.submit.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a submission that has to do with S3 writes into the folder of its tasks. The programs that copy are stand-ins, for
 * which a folder is S3: a bucket is a folder in it. They have the arguments and exit codes of the real ones.
 */
public final class S3Plan {
    private static final String BEGINNING =
            """
            import os, shutil, sys
            S3 = %s
            def place(url):
                return os.path.join(S3, url[len("s3://"):])
            def fail(code, text):
                print(text, file=sys.stderr)
                sys.exit(code)
            %s
            """;

    private static final Map<String, String> PROGRAMS = Map.of(
            "stage.py",
            """
            settings, objects, offset, length, folder, slice, kind = sys.argv[1:]
            with open(objects, "rb") as file:
                file.seek(int(offset))
                lines = file.read(int(length)).decode().splitlines()
            fetched = 0
            for line in lines:
                url = line.split("\\t")[0]
                to = os.path.join(folder, url[len("s3://"):])
                os.makedirs(os.path.dirname(to), exist_ok=True)
                shutil.copyfile(place(url), to)
                fetched += os.path.getsize(to)
            with open(slice) as file:
                text = file.read()
            with open(slice, "w") as file:
                file.write(text.replace("s3://", ("file:" if kind == "table" else "") + folder + "/"))
            print(fetched)
            """,
            "unstage.py",
            """
            results, folder = sys.argv[1:]
            for name in os.listdir(results):
                with open(os.path.join(results, name)) as file:
                    text = file.read()
                with open(os.path.join(results, name), "w") as file:
                    file.write(text.replace("file:" + folder + "/", "s3://").replace(folder + "/", "s3://"))
            """,
            "upload.py",
            """
            settings, results, url, manifest, digest = sys.argv[1:]
            shutil.rmtree(place(url), ignore_errors=True)
            shutil.copytree(results, place(url))
            key = url[len("s3://"):].partition("/")[2]
            said = url + "\\t" + digest + "\\nkey\\tbytes\\tsha256\\n"
            for folder, _, files in sorted(os.walk(results)):
                for name in sorted(files):
                    path = os.path.join(folder, name)
                    said += "%s/%s\\t%d\\tab\\n" % (key, os.path.relpath(path, results), os.path.getsize(path))
            new = "%s.%d" % (manifest, os.getpid())
            with open(new, "w") as file:
                file.write(said)
            os.rename(new, manifest)
            print(1)
            """,
            "restore.py",
            """
            from measured_tables import OTHERS
            settings, manifest, folder = sys.argv[1:]
            with open(manifest) as file:
                lines = file.read().splitlines()
            url = lines[0].split("\\t")[0]
            bytes = 0
            for line in lines[2:]:
                path = line.split("\\t")[0][len(url.split("/", 3)[3]) + 1:]
                if path.endswith(".properties") or not OTHERS.search(path):
                    to = os.path.join(folder, path)
                    os.makedirs(os.path.dirname(to), exist_ok=True)
                    shutil.copyfile(os.path.join(place(url), path), to)
                    bytes += os.path.getsize(to)
            print(bytes)
            """);

    /** The first on PATH, which may be a script that looks for it. */
    private static final String PYTHON = python();

    /** Stands for S3. */
    public final Path s3;

    private final Path plan;
    private final Path commands;

    /**
     * @param plan the folder of the tasks
     * @param folder for what is not on the shared file system
     */
    public S3Plan(Path plan, Path folder) throws IOException {
        this.plan = plan;
        s3 = Files.createDirectories(folder.resolve("s3"));
        commands = Files.createDirectories(folder.resolve("s3-commands"));
        Files.writeString(plan.resolve("s3.sh"), RemoteScripts.S3.text());
        Files.writeString(plan.resolve("s3"), "access\town\n");
        for (String program : PROGRAMS.keySet()) {
            before(program, "");
        }
        // that there is one is enough for a Python without boto3, which takes its time to load
        command("aws", "exit 1");
        command("python3", "case $* in *'import boto3'*) exit 1 ;; esac; exec " + PYTHON + " \"$@\"");
    }

    private static String python() {
        try {
            Process process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a stand-in with statements in Python, which may call {@code fail(CODE, TEXT)}. */
    public void before(String program, String statements) throws IOException {
        Files.writeString(
                plan.resolve(program), BEGINNING.formatted("\"" + s3 + "\"", statements) + PROGRAMS.get(program));
    }

    /** Makes a command that the task finds first. */
    public void command(String name, String body) throws IOException {
        Path file = Files.writeString(commands.resolve(name), "#!/bin/bash\n" + body + "\n");
        file.toFile().setExecutable(true);
    }

    /** @return a PATH that has the commands before others */
    public String path(String others) {
        return commands + ":" + others;
    }

    /** The objects that the only group needs; each holds its own URL. */
    public void objects(String... urls) throws IOException {
        Map<String, byte[]> objects = new LinkedHashMap<>();
        for (String url : urls) {
            objects.put(url, url.getBytes(StandardCharsets.UTF_8));
            Path file = s3.resolve(url.substring("s3://".length()));
            Files.createDirectories(file.getParent());
            Files.write(file, objects.get(url));
        }
        StringBuilder lines = new StringBuilder();
        objects.forEach((url, content) ->
                lines.append(url).append('\t').append(content.length).append("\t-\n"));
        int bytes =
                objects.values().stream().mapToInt(content -> content.length).sum();
        Files.writeString(plan.resolve("objects"), lines);
        Files.writeString(
                plan.resolve("objects.index"),
                "0 " + lines.toString().getBytes(StandardCharsets.UTF_8).length + " " + objects.size() + " " + bytes
                        + "\n");
    }

    /** The URLs that results go to, a group after the other. */
    public void urls(String... urls) throws IOException {
        Files.write(plan.resolve("urls"), List.of(urls));
    }
}
