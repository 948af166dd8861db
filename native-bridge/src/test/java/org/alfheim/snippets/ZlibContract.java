package org.alfheim.snippets;

import java.nio.file.Path;
import org.alfheim.bind.In;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.Out;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;

/** What the pages of packages show: a test runs it. */
final class ZlibContract {
  private ZlibContract() {}

  // @start region="contract"
  interface Zlib {
    String zlibVersion();

    long crc32(long crc, @In byte[] data, @LengthOf("data") int length);

    int compress(
        @Out byte[] to,
        @LengthOf("to") long[] toLength,
        @In byte[] from,
        @LengthOf("from") long fromLength);

    default long crc32(byte[] data) {
      return crc32(0, data, data.length);
    }
  }

  // @end

  static long checksum(byte[] bytes) {
    // @start region="bind"
    Plugin plugin = Loader.open(Path.of("/lib/x86_64-linux-gnu/libz.so.1"));
    Zlib zlib = plugin.bind(Zlib.class);
    long checksum = zlib.crc32(bytes);
    // @end
    return checksum;
  }
}
