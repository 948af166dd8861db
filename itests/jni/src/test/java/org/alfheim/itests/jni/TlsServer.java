package org.alfheim.itests.jni;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A connection over loopback: the server is an engine of somebody's, the client is the JDK's. */
final class TlsServer {
  private static final int SIZE = 1 << 16;

  private final SSLEngine engine;
  private final ByteBuffer received = ByteBuffer.allocate(SIZE);
  private final ByteBuffer sent = ByteBuffer.allocate(SIZE);
  private final ByteBuffer text = ByteBuffer.allocate(SIZE);

  private TlsServer(SSLEngine engine) {
    this.engine = engine;
  }

  /** What a client gets back that says hello: it in capital letters, and the protocol. */
  static String talk(SSLEngine engine) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Callable<Void> serving =
          () -> {
            try (Socket socket = server.accept()) {
              new TlsServer(engine).serve(socket);
            }
            return null;
          };
      FutureTask<Void> served = new FutureTask<>(serving);
      Thread.ofPlatform().daemon().start(served);
      SSLContext client = SSLContext.getInstance("TLS");
      client.init(null, new TrustManager[] {new TrustsEveryone()}, new SecureRandom());
      try (SSLSocket socket =
          (SSLSocket)
              client
                  .getSocketFactory()
                  .createSocket(server.getInetAddress(), server.getLocalPort())) {
        socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        byte[] reply = socket.getInputStream().readNBytes("hello".length());
        served.get();
        return new String(reply, StandardCharsets.US_ASCII)
            + " "
            + socket.getSession().getProtocol();
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    engine.setUseClientMode(false);
    engine.beginHandshake();
    while (text.position() == 0) {
      step(socket);
    }
    byte[] reply =
        new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII)
            .toUpperCase(Locale.ROOT)
            .getBytes(StandardCharsets.US_ASCII);
    send(socket, ByteBuffer.wrap(reply));
  }

  private void step(Socket socket) throws IOException {
    HandshakeStatus status = engine.getHandshakeStatus();
    if (status == HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
    } else if (status == HandshakeStatus.NEED_WRAP) {
      send(socket, ByteBuffer.allocate(0));
    } else {
      receive(socket.getInputStream());
    }
  }

  private void send(Socket socket, ByteBuffer plain) throws IOException {
    sent.clear();
    engine.wrap(plain, sent);
    socket.getOutputStream().write(sent.array(), 0, sent.position());
  }

  private void receive(InputStream in) throws IOException {
    received.flip();
    SSLEngineResult result = engine.unwrap(received, text);
    received.compact();
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW
        || result.bytesConsumed() == 0) {
      int count = in.read(received.array(), received.position(), received.remaining());
      if (count < 0) {
        throw new IOException("the client has gone");
      }
      received.position(received.position() + count);
    }
  }

  /** The certificate is made for one run. */
  private static final class TrustsEveryone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
