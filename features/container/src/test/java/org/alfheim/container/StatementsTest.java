package org.alfheim.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.junit.jupiter.api.Test;

class StatementsTest {

  @Test
  void semicolonsAndNewLinesSeparate() {
    assertThat(Statements.of("lb; plugin:list\nhelp")).containsExactly("lb", "plugin:list", "help");
  }

  @Test
  void emptyStatementsAreNone() {
    assertThat(Statements.of(";\n\n ; lb ;;\n")).containsExactly("lb");
    assertThat(Statements.of("")).isEmpty();
  }

  @Test
  void operatorsAndPipesJoin() {
    assertThat(Statements.of("a && b || c; lb | grep x | tac"))
        .containsExactly("a && b || c", "lb | grep x | tac");
  }

  @Test
  void anAmpersandEndsAStatementAndBelongsToIt() {
    assertThat(Statements.of("sleep 1 & lb")).containsExactly("sleep 1 &", "lb");
  }

  @Test
  void separatorsInQuotesClosuresAndSequencesDoNotSeparate() {
    assertThat(
            Statements.of("call hello 'void F(void);'; each [1 2] { echo $it; echo }; echo (a; b)"))
        .containsExactly(
            "call hello 'void F(void);'", "each [1 2] { echo $it; echo }", "echo (a; b)");
  }

  @Test
  void commentsAreNoStatements() {
    assertThat(Statements.of("# what follows\nlb")).containsExactly("lb");
  }

  @Test
  void aTextThatEndsWithinAStatementIsToldFromAWrongOne() {
    assertThatThrownBy(() -> Statements.of("echo {")).isInstanceOf(EOFError.class);
    assertThatThrownBy(() -> Statements.of("echo 'a")).isInstanceOf(EOFError.class);
    assertThatThrownBy(() -> Statements.of("echo )"))
        .isInstanceOf(SyntaxError.class)
        .isNotInstanceOf(EOFError.class);
  }

  @Test
  void anAssignmentIsToldFromACommand() {
    assertThat(Statements.isAssignment("x = 1")).isTrue();
    assertThat(Statements.isAssignment("x = (lb)")).isTrue();
    assertThat(Statements.isAssignment("echo = 1 x")).isTrue();
    assertThat(Statements.isAssignment("echo '=' 1")).isFalse();
    assertThat(Statements.isAssignment("lb")).isFalse();
    assertThat(Statements.isAssignment("lb | grep =")).isFalse();
  }

  @Test
  void aPipelineIsToldFromACommand() {
    assertThat(Statements.isPipeline("lb | grep x")).isTrue();
    assertThat(Statements.isPipeline("lb")).isFalse();
    assertThat(Statements.isPipeline("echo '|'")).isFalse();
  }
}
