package org.alfheim.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell at a terminal: words are completed, and what is wrong is told in words. */
class InteractiveTest {
  private static final String TAB = "\t";
  private static final String ENTER = "\r";

  /** Deletes what has been typed. */
  private static final String ANEW = "\u0015";

  private static Terminal terminal;

  @BeforeAll
  static void start() throws Exception {
    terminal = Terminal.start();
  }

  @AfterAll
  static void end() throws Exception {
    terminal.close();
  }

  @Test
  void completesNamesOfPlugins() throws Exception {
    terminal.type(ANEW + "plugin:symbols hel" + TAB).await("plugin:symbols hello ");
  }

  @Test
  void completesNamesOfSymbolsAlsoWithoutTheScope() throws Exception {
    terminal.type(ANEW + "plugin:lookup zlib zlib_crc" + TAB).await("zlib zlib_crc32 ");
    terminal.type(ANEW + "symbols zlib zlib_crc" + TAB).await("zlib zlib_crc32 ");
  }

  @Test
  void completesFiles() throws Exception {
    terminal.type(ANEW + "plugin:open /lib/x86_64-linux-gnu/libz.so.1." + TAB).await("libz.so.1.");
    terminal.type(ANEW + "plugin:plan /etc/hostna" + TAB).await("/etc/hostname ");
  }

  @Test
  void completesFilesWithBlanksInTheirNames(@TempDir Path folder) throws Exception {
    Files.createFile(folder.resolve("one and two.so"));
    terminal.type(ANEW + "plugin:plan " + folder + "/on" + TAB).await("/one\\ and\\ two.so ");
  }

  @Test
  void goesOnWhereThereIsNothingToCompleteInAnOpenQuote() throws Exception {
    for (String quote : new String[] {"'", "\""}) {
      terminal.type(ANEW + "echo " + quote + "abc " + TAB);
      terminal.type("d" + quote + ENTER).await("\nabc d");
    }
  }

  @Test
  void completesDeclarationsInQuotes() throws Exception {
    terminal.type(ANEW + "plugin:get hello 'int " + TAB).await("int V' ");
    terminal.type(ANEW + "plugin:set hello \"int " + TAB).await("int V\" ");
  }

  @Test
  void aDeclarationOfAFunctionStaysOpenForItsParameters() throws Exception {
    terminal.type(ANEW + "plugin:call hello 'void " + TAB).await("void F(");
    terminal.type("void)'" + ENTER).await("Hello, number");
  }

  @Test
  void completesBundles() throws Exception {
    terminal.type(ANEW + "stop org.alfheim.plugins.hel" + TAB).await("org.alfheim.plugins.hello ");
  }

  @Test
  void aFailureIsToldWithoutNamesOfClasses() throws Exception {
    for (String command :
        new String[] {
          "start /nothing", "install /etc/hostname", "stop nothing", "update nothing"
        }) {
      String shown = terminal.type(ANEW + command + ENTER).await("alfheim> ");
      // The prompt is shown again while one types, and once more behind the answer.
      shown = shown + terminal.type(ENTER).await("alfheim> ");
      assertThat(shown).doesNotContain("Exception", "org.osgi", "java.");
    }
    assertThat(terminal.type(ANEW + "stop nothing" + ENTER).await("(lb lists what is installed)"))
        .contains("no bundle and no file nothing");
  }

  @Test
  void whatTheShellItselfLeavesUnsaidIsSaidBeforeItsComplaint() throws Exception {
    terminal.type(ANEW + "plugin:cal hello" + ENTER).await("did you mean plugin:call?");
    terminal.type(ANEW + "plugin:call hello void F(void)" + ENTER).await("in quotes, such as");
  }

  @Test
  void eachCommandOfPluginsHasHelp() throws Exception {
    assertThat(terminal.type(ANEW + "help plugin:open" + ENTER).await("parameters:"))
        .contains("install and start its bundle");
    assertThat(terminal.type(ANEW + "help plugin:retired" + ENTER).await("scope: plugin"))
        .contains("retired and stay in memory");
  }
}
