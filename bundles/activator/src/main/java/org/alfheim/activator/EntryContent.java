package org.alfheim.activator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import org.alfheim.plugin.spi.PluginSource;

/**
 * The content of an entry of a bundle, for who reads it from the beginning to the end. To ask for
 * its size is to open it in some frameworks, so the first to read it gets what was opened for that.
 */
final class EntryContent implements PluginSource.OfStream.Content, AutoCloseable {
  private final URL entry;
  private final URLConnection first;
  private boolean opened;

  private EntryContent(URL entry, URLConnection first) {
    this.entry = entry;
    this.first = first;
  }

  static EntryContent of(URL entry) throws IOException {
    return new EntryContent(entry, entry.openConnection());
  }

  /** How many bytes come; what is at the end of its range may be less than there are. */
  long size() {
    long claimed = first.getContentLengthLong();
    return claimed > 0 && claimed < Integer.MAX_VALUE ? claimed : PluginSource.OfStream.UNKNOWN;
  }

  @Override
  public InputStream open() throws IOException {
    if (opened) {
      return entry.openStream();
    }
    opened = true;
    return first.getInputStream();
  }

  /** Gives up what nobody has read. */
  @Override
  public void close() throws IOException {
    if (!opened) {
      open().close();
    }
  }
}
