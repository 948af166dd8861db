package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final String[] COMMANDS = {
    "open",
    "lookup",
    "call",
    "symbols",
    "inspect",
    "plan",
    "wrap",
    "link",
    "bindings",
    "go-host",
    "corpus"
  };

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void listsItsCommands(String word) {
    Run run = Run.alfheim(word);

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("Usage: alfheim COMMAND");
    assertThat(run.err()).isEmpty();
    for (String command : COMMANDS) {
      assertThat(run.out()).contains("\n  " + command + " ");
    }
  }

  @Test
  void explainsEachCommandWithExamples() {
    for (String command : COMMANDS) {
      for (Run run :
          new Run[] {
            Run.alfheim(command, "--help"), Run.alfheim(command, "-h"), Run.alfheim("help", command)
          }) {
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
            .startsWith("Usage: alfheim " + command + " ")
            .contains("Examples:\n  alfheim " + command)
            .contains("Exit status:");
        assertThat(run.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
      }
    }
  }

  @Test
  void helpsWhateverElseIsWrong() {
    assertThat(Run.alfheim("open", "--nonsense", "--help").out()).startsWith("Usage: alfheim open");
  }

  @Test
  void showsItsVersion() {
    Run run = Run.alfheim("--version");

    assertThat(run.status()).isZero();
    assertThat(run.out()).matches("alfheim \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|which command? alfheim --help lists them",
        "--frob|unknown option --frob; alfheim --help lists what there is",
        "frob|there is no command frob; alfheim --help lists those there are",
        "help frob|there is no command frob; alfheim --help lists those there are",
        "opne|there is no command opne; alfheim --help lists those there are; did you mean open?",
        "--hepl|unknown option --hepl; alfheim --help lists what there is; did you mean --help?",
        "open --waiv x|unknown option --waiv; see alfheim open --help; did you mean --waive?",
        "call x void F(void)|'void' is no prototype; it is one word, in quotes: 'void F(void)'; see alfheim call --help",
        "call x int add(int, int) 2 3|'int' is no prototype; it is one word, in quotes: 'int add(int, int)'; see alfheim call --help",
        "wrap -o a --output b x|option --output is given twice; see alfheim wrap --help",
        "wrap --name a --name=b x|option --name is given twice; see alfheim wrap --help",
        "link|which FILE?; see alfheim link --help",
        "link x.o|-o names the image to write; see alfheim link --help",
        "corpus --jobs 1 --jobs 2|option --jobs is given twice; see alfheim corpus --help",
        "open|which FILE?; see alfheim open --help",
        "open --frob x|unknown option --frob; see alfheim open --help",
        "lookup x|lookup takes a FILE and a NAME, not 1 argument; see alfheim lookup --help",
        "symbols|symbols takes one FILE, not 0; see alfheim symbols --help",
        "call x|call takes a FILE and a FUNCTION; see alfheim call --help",
        "lookup x y z|lookup takes a FILE and a NAME, not 3 arguments; see alfheim lookup --help",
      })
  void refusesACommandLineItCantUnderstandInOneLine(String words, String complaint) {
    Run run = Run.alfheim((Object[]) words.split(" ", -1));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("alfheim: " + complaint + "\n");
    assertThat(run.out()).isEmpty();
  }
}
