package io.jenkins.plugins.hummingbird.runner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * What of the declarative syntax this runner understands. All else is refused by its name and line, before anything
 * runs, in the form in which Jenkins refuses what it does not know.
 */
final class Grammar extends CompilationCustomizer {
    /** A condition of post, and the result at which Jenkins runs it; empty for every result. In Jenkins' own order. */
    static final List<String> CONDITIONS = List.of("always", "aborted", "failure", "success", "unstable");

    static final Set<String> AGENTS = Set.of("any", "none");

    private static final Map<String, Collection<String>> DIRECTIVES = Map.of(
            "Jenkinsfile", Set.of("pipeline"),
            "pipeline", Set.of("agent", "environment", "options", "parameters", "post", "stages", "triggers"),
            "options", Set.of("disableConcurrentBuilds"),
            "parameters", Set.of("choice", "string"),
            "post", CONDITIONS,
            "stage", Set.of("agent", "environment", "steps", "when"),
            "stages", Set.of("stage"),
            "triggers", Set.of("cron"),
            "when", Set.of("beforeAgent", "expression"));

    private static final Map<String, List<String>> REQUIRED = Map.of(
            "Jenkinsfile", List.of("pipeline"),
            "pipeline", List.of("agent", "stages"),
            "stage", List.of("steps"),
            "stages", List.of("stage"),
            "when", List.of("expression"));

    private final Set<String> steps;
    private SourceUnit source;

    /** @param steps the names of all steps */
    Grammar(Set<String> steps) {
        super(CompilePhase.CONVERSION);
        this.steps = steps;
    }

    /** @return whether a directive holds others, rather than steps or values */
    static boolean holdsDirectives(String directive) {
        return DIRECTIVES.containsKey(directive);
    }

    @Override
    public void call(SourceUnit unit, GeneratorContext context, ClassNode script) {
        if (script.isScript()) {
            source = unit;
            check("Jenkinsfile", script, unit.getAST().getStatementBlock());
        }
    }

    private void check(String directive, ASTNode at, BlockStatement block) {
        boolean takesSteps = !holdsDirectives(directive);
        Collection<String> known = takesSteps ? steps : DIRECTIVES.get(directive);
        List<String> found = new ArrayList<>();
        for (Statement statement : block.getStatements()) {
            MethodCallExpression call = call(statement);
            String name = call == null ? null : call.getMethodAsString();
            found.add(name);
            if (name == null) {
                refuse(
                        statement,
                        directive + " takes only "
                                + (takesSteps ? "steps; Groovy goes into script { }" : "directives"));
            } else if (!known.contains(name)) {
                refuse(call, "this runner knows no '" + name + "' in " + directive + ", only " + words(known));
            } else if (!takesSteps) {
                checkDirective(name, call);
            }
        }
        for (String needed : REQUIRED.getOrDefault(directive, List.of())) {
            if (!found.contains(needed)) {
                refuse(at, directive + " lacks '" + needed + "'");
            }
        }
    }

    private void checkDirective(String name, MethodCallExpression call) {
        List<Expression> arguments = ((TupleExpression) call.getArguments()).getExpressions();
        Expression last = arguments.isEmpty() ? null : arguments.get(arguments.size() - 1);
        boolean takesBlock = holdsDirectives(name) || CONDITIONS.contains(name) || name.equals("steps");
        if (name.equals("agent")) {
            if (!(last instanceof VariableExpression agent) || !AGENTS.contains(agent.getName())) {
                refuse(call, "this runner knows no such agent, only " + words(AGENTS));
            }
        } else if (takesBlock || name.equals("environment") || name.equals("expression")) {
            if (!(last instanceof ClosureExpression closure)) {
                refuse(call, name + " needs a block in braces");
            } else if (takesBlock) {
                check(name, call, (BlockStatement) closure.getCode());
            } else if (name.equals("environment")) {
                checkAssignments((BlockStatement) closure.getCode());
            }
        }
    }

    private void checkAssignments(BlockStatement block) {
        for (Statement statement : block.getStatements()) {
            if (!(statement instanceof ExpressionStatement line
                    && line.getExpression() instanceof BinaryExpression assignment
                    && assignment.getOperation().getText().equals("=")
                    && assignment.getLeftExpression() instanceof VariableExpression)) {
                refuse(statement, "environment takes only NAME = 'value'");
            }
        }
    }

    /** The call that a statement is; null when it is something else. */
    private static MethodCallExpression call(Statement statement) {
        return statement instanceof ExpressionStatement line
                        && line.getExpression() instanceof MethodCallExpression call
                        && call.isImplicitThis()
                        && call.getArguments() instanceof TupleExpression
                ? call
                : null;
    }

    private static String words(Collection<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }

    private void refuse(ASTNode at, String why) {
        source.getErrorCollector()
                .addErrorAndContinue(new SyntaxErrorMessage(
                        new SyntaxException(why, Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber())),
                        source));
    }
}
