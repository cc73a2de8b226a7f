package io.jenkins.plugins.hummingbird.submit.board;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Why groups failed or were lost. A reason is saved once, however many groups have it. */
public final class GroupFailures implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A number for each reason. */
    private final LinkedHashMap<String, Integer> numbers = new LinkedHashMap<>();

    /** The number of the reason of each group, in the order in which the failures became known. */
    private final LinkedHashMap<Integer, Integer> reasonOf = new LinkedHashMap<>();

    private int next;

    /** Takes in a failure; of a group that fails more than once, the last one counts. */
    public void add(GroupFailure failure) {
        reasonOf.remove(failure.group());
        reasonOf.put(failure.group(), numbers.computeIfAbsent(failure.reason(), reason -> next++));
    }

    /** Forgets the failures of some groups, whether or not they have failed. */
    public void remove(Collection<Integer> groups) {
        groups.forEach(reasonOf::remove);
        Set<Integer> used = new HashSet<>(reasonOf.values());
        numbers.values().removeIf(number -> !used.contains(number));
    }

    /** @return the groups that failed, in the order in which that became known */
    public Set<Integer> groups() {
        return Collections.unmodifiableSet(reasonOf.keySet());
    }

    /** @return a mutable map of the reasons by group */
    public Map<Integer, String> reasons() {
        Map<Integer, String> texts = new HashMap<>();
        numbers.forEach((text, number) -> texts.put(number, text));
        Map<Integer, String> reasons = new HashMap<>();
        reasonOf.forEach((group, number) -> reasons.put(group, texts.get(number)));
        return reasons;
    }
}
