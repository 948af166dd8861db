package org.alfheim.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import org.alfheim.elf.ElfException;
import org.alfheim.wrap.WrapException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.url.AbstractURLStreamHandlerService;
import org.osgi.service.url.URLConstants;
import org.osgi.service.url.URLStreamHandlerService;

/**
 * {@code elf:} URLs: the content is the plugin bundle made from what the rest of the URL leads to.
 */
@Component(
    service = URLStreamHandlerService.class,
    property = URLConstants.URL_HANDLER_PROTOCOL + "=" + ElfLocation.SCHEME)
public final class ElfUrlHandler extends AbstractURLStreamHandlerService {

  /** For the runtime of Declarative Services. */
  public ElfUrlHandler() {}

  @Override
  public URLConnection openConnection(URL url) {
    return new Connection(url);
  }

  private static final class Connection extends URLConnection {
    Connection(URL url) {
      super(url);
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      try {
        return ElfLocation.parse(url.toExternalForm()).bundle().openStream();
      } catch (ElfException | WrapException refused) {
        throw new IOException(refused.getMessage(), refused);
      }
    }

    @Override
    public String getContentType() {
      return "application/vnd.osgi.bundle";
    }
  }
}
