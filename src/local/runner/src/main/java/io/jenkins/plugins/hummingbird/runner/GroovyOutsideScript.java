package io.jenkins.plugins.hummingbird.runner;

import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Refuses what is neither a directive nor a step, as Jenkins does in a declarative Jenkinsfile. */
final class GroovyOutsideScript extends CompilationCustomizer {
    private static final Set<String> HOLD_GROOVY = Set.of("expression", "script");

    GroovyOutsideScript() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode script) {
        if (script.isScript()) {
            check("pipeline", source.getAST().getStatementBlock(), source);
        }
    }

    /** @param only the one call that may be in the block; null for any */
    private static void check(String only, BlockStatement block, SourceUnit source) {
        for (Statement statement : block.getStatements()) {
            if (!(statement instanceof ExpressionStatement line
                    && line.getExpression() instanceof MethodCallExpression call
                    && call.isImplicitThis()
                    && (only == null || only.equals(call.getMethodAsString()))
                    && call.getArguments() instanceof TupleExpression arguments)) {
                SyntaxException error = new SyntaxException(
                        "expected " + (only == null ? "a directive or a step; Groovy goes into script { }" : only),
                        Math.max(1, statement.getLineNumber()),
                        Math.max(1, statement.getColumnNumber()));
                source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(error, source));
            } else if (!HOLD_GROOVY.contains(call.getMethodAsString())) {
                for (Expression argument : arguments.getExpressions()) {
                    if (argument instanceof ClosureExpression closure) {
                        check(null, (BlockStatement) closure.getCode(), source);
                    }
                }
            }
        }
    }
}
