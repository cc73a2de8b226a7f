package io.jenkins.plugins.hummingbird.submit.board;

/**
 * How a group is shown: what has become of it, and whether it was tried again. Written as a letter, that of the
 * state, which is a capital when the group was tried again.
 */
public record GroupMark(GroupState state, boolean retried) {
    public static GroupMark of(char letter) {
        char small = Character.toLowerCase(letter);
        return new GroupMark(GroupState.of(small), small != letter);
    }

    char letter() {
        char small = state.letter();
        return retried ? Character.toUpperCase(small) : small;
    }

    /** The mark of what two groups have in common: the worse state, and whether either was tried again. */
    public GroupMark with(GroupMark other) {
        GroupMark worse = other.state.severity() > state.severity() ? other : this;
        return new GroupMark(worse.state, retried || other.retried);
    }

    /** What people read, such as {@code failed, tried again}. */
    public String words() {
        return state.word() + (retried ? ", tried again" : "");
    }
}
