package org.alfheim.itests.containers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Tests that need a Docker engine. Where there is none, each of them is reported as not run, with
 * the reason; under continuous integration ({@code CI=true}) each of them fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsEngine.Condition.class)
@interface NeedsEngine {

  /** Asks once, and for each test. */
  final class Condition implements ExecutionCondition {

    private static final Optional<String> PROBLEM = problem();

    private static Optional<String> problem() {
      String told = System.getenv("ALFHEIM_NO_ENGINE");
      if (told != null && !told.isEmpty()) {
        return Optional.of(told);
      }
      return DockerClientFactory.instance().isDockerAvailable()
          ? Optional.empty()
          : Optional.of("no Docker engine answers; ./alfheim test starts one where it can");
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (context.getTestMethod().isEmpty() || PROBLEM.isEmpty()) {
        return ConditionEvaluationResult.enabled("an engine answers, or each test says why not");
      }
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw new ExtensionConfigurationException(PROBLEM.get());
      }
      return ConditionEvaluationResult.disabled(PROBLEM.get());
    }
  }
}
