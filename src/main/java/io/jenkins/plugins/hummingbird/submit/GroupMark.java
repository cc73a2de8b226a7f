package io.jenkins.plugins.hummingbird.submit;

/**
 * How a group is shown: what has become of it, and whether it was tried again. Written as a letter, the first one of
 * the state's name, which is a capital when the group was tried again.
 */
record GroupMark(GroupState state, boolean retried) {
    static GroupMark of(char letter) {
        char small = Character.toLowerCase(letter);
        for (GroupState state : GroupState.values()) {
            if (state.word().charAt(0) == small) {
                return new GroupMark(state, small != letter);
            }
        }
        throw new IllegalArgumentException("no mark has the letter " + letter);
    }

    char letter() {
        char small = state.word().charAt(0);
        return retried ? Character.toUpperCase(small) : small;
    }

    /** The mark of what two groups have in common: the worse state, and whether either was tried again. */
    GroupMark with(GroupMark other) {
        GroupMark worse = weight(other.state) > weight(state) ? other : this;
        return new GroupMark(worse.state, retried || other.retried);
    }

    /** What a person should look at first weighs most; what runs weighs more than what waits, as it is news. */
    private static int weight(GroupState state) {
        return switch (state) {
            case SKIPPED -> 0;
            case COMPLETED -> 1;
            case WAITING -> 2;
            case RUNNING -> 3;
            case FAILED -> 4;
            case LOST -> 5;
        };
    }

    /** What people read, such as {@code failed, tried again}. */
    String words() {
        return state.word() + (retried ? ", tried again" : "");
    }
}
