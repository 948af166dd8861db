package org.alfheim.itests.benchmarks.profile;

import static org.alfheim.itests.benchmarks.profile.LoadedClasses.Origin.ARCHIVE;
import static org.alfheim.itests.benchmarks.profile.LoadedClasses.Origin.JDK;
import static org.alfheim.itests.benchmarks.profile.LoadedClasses.Origin.LAMBDA;
import static org.alfheim.itests.benchmarks.profile.LoadedClasses.Origin.LAMBDA_FORM;
import static org.alfheim.itests.benchmarks.profile.LoadedClasses.Origin.LINKED;
import static org.alfheim.itests.benchmarks.profile.LoadedClasses.Origin.OTHER;
import static org.alfheim.itests.benchmarks.profile.LoadedClasses.Origin.OURS;
import static org.alfheim.itests.benchmarks.profile.LoadedClasses.Origin.SPUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The log of a JVM is read: lines as JDK 25 writes them. */
class LoadedClassesTest {
  private static final List<String> LOG =
      """
      org.alfheim.Early source: file:/x.jar
      org.alfheim.itests.benchmarks.probe.ProfiledOpen$Begin source: file:/b.jar
      org.alfheim.loader.Loader source: file:/x.jar
      org.alfheim.plugin.Plugin source: file:/x.jar
      java.util.Optional source: shared objects file
      java.util.Optional$$Lambda/0x800000012 source: shared objects file
      java.util.Formatter source: jrt:/java.base
      org.alfheim.open.A$$Lambda/0x000001 source: org.alfheim.open.A
      java.lang.invoke.LambdaForm$DMH/0x000002 source: __JVM_LookupDefineClass__
      jdk.internal.foreign.abi.DowncallStub/0x000003 source: jdk.internal.foreign.abi.BindingSpecializer
      org.alfheim.open.A$$TypeSwitch/0x000004 source: org.alfheim.open.A
      com.example.Plain source: file:/y.jar
      org.alfheim.itests.benchmarks.probe.ProfiledOpen$End source: file:/b.jar
      org.alfheim.Late source: file:/x.jar
      """
          .lines()
          .toList();

  @Test
  void classesBetweenTheMarksCountByTheirOrigin() {
    assertThat(LoadedClasses.count(LOG))
        .containsOnly(
            entry(OURS, 2),
            entry(ARCHIVE, 2),
            entry(JDK, 1),
            entry(LAMBDA, 1),
            entry(LAMBDA_FORM, 1),
            entry(LINKED, 1),
            entry(SPUN, 1),
            entry(OTHER, 1));
  }

  @Test
  void aLogWithoutAMarkIsNoneOfAnOpen() {
    assertThatThrownBy(() -> LoadedClasses.count(LOG.subList(0, 1)))
        .hasMessage("the log has no mark of the begin");
    assertThatThrownBy(() -> LoadedClasses.count(LOG.subList(0, 5)))
        .hasMessage("the log has no mark of the end");
  }
}
