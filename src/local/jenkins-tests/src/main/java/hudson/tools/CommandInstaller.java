package hudson.tools;

public class CommandInstaller extends ToolInstaller {
    public CommandInstaller(String label, String command, String toolHome) {
        super(label);
    }
}
