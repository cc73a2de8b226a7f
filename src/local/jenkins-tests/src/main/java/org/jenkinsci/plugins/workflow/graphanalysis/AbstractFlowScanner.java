package org.jenkinsci.plugins.workflow.graphanalysis;

import com.google.common.base.Predicate;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public abstract class AbstractFlowScanner {
    public FlowNode findFirstMatch(FlowExecution execution, Predicate<FlowNode> matchPredicate) {
        throw new UnsupportedOperationException();
    }

    public List<FlowNode> filteredNodes(FlowExecution execution, Predicate<FlowNode> matchPredicate) {
        throw new UnsupportedOperationException();
    }
}
