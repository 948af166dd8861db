package org.alfheim.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.LocalSymbol;
import org.junit.jupiter.api.Test;

class AddressTextTest {
  @Test
  void anAddressHasAllOfItsSixtyFourBits() {
    assertThat(AddressText.of(0x7f0000001000L)).isEqualTo("0x7f0000001000");
    assertThat(AddressText.of(-1)).isEqualTo("0xffffffffffffffff");
  }

  @Test
  void aSymbolIsWhereTheLoaderHasPutIt() {
    LocalPlugin zlib = LocalPlugin.open(Path.of("/lib/x86_64-linux-gnu/libz.so.1"));
    LocalSymbol version = zlib.lookup("zlibVersion");
    assertThat(AddressText.of(version))
        .isEqualTo("0x" + Long.toHexString(version.segment().address()));
  }

  @Test
  void aVariableOfAThreadHasNoPlaceOfItsOwn() {
    LocalPlugin c = LocalPlugin.open(Path.of("/lib/x86_64-linux-gnu/libc.so.6"));
    assertThat(AddressText.of(c.lookup("__libc_single_threaded"))).startsWith("0x");
    assertThat(AddressText.of(c.lookup("errno"))).isEqualTo("in each thread");
  }
}
