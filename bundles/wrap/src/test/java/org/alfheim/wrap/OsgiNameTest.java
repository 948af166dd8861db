package org.alfheim.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class OsgiNameTest {

  @ParameterizedTest
  @CsvSource({
    "libz.so.1.2.13, libz, 1.2.13",
    "libz.so.1, libz, 1",
    "libz.so, libz, ",
    "libstdc++.so.6.0.30, libstdc++, 6.0.30",
    "libpython3.11.so.1.0, libpython3.11, 1.0",
    "libbfd-2.40-system.so, libbfd-2.40-system, ",
    "libopcodes-2.40.so, libopcodes, 2.40",
    "ld-linux-x86-64.so.2, ld-linux-x86-64, 2",
    "libx.so.old, libx, ",
    "plugin, plugin, ",
    "libcrypto.so.1.1.1w, libcrypto, 1.1.1w",
  })
  void theNameOfAFileHasAStemAndAVersion(String name, String stem, String version) {
    assertThat(ImageName.of(name)).isEqualTo(new ImageName(stem, Optional.ofNullable(version)));
  }

  @ParameterizedTest
  @CsvSource({
    "libz, libz",
    "libstdc++, libstdc__",
    "libpython3.11, libpython3.11",
    "..a..b., a.b",
    "lib x/y, lib_x_y",
    "é, _",
    "..., plugin",
  })
  void aSymbolicNameHasOnlyWhatOsgiAllows(String name, String symbolicName) {
    assertThat(OsgiName.symbolicName(name)).isEqualTo(symbolicName);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0.0",
    "1.2.13, 1.2.13",
    "0.30.01, 0.30.1",
    "1.2.3.4, 1.2.3.4",
    "1.2.3.4.5, 1.2.3.4_5",
    "1.1.1w, 1.1.0.1w",
    "20220623, 20220623.0.0",
    "1.99999999999, 1.0.0.99999999999",
    "1.0~rc1, 1.0.0.0_rc1",
    "5.x.2, 5.0.0.x_2",
    "1..2, 1.2.0",
  })
  void aVersionIsOneThatTheFrameworkReads(String version, String expected) {
    assertThat(Version.parseVersion(OsgiName.version(version))).hasToString(expected);
  }

  @Test
  void aVersionWithoutAnythingIsZero() {
    assertThat(Version.parseVersion(OsgiName.version("."))).isEqualTo(Version.emptyVersion);
  }
}
