package org.alfheim.linker;

import static org.alfheim.linker.StaticLibrary.bytes;
import static org.alfheim.linker.StaticLibrary.c;
import static org.alfheim.linker.StaticLibrary.callback;
import static org.alfheim.linker.StaticLibrary.open;
import static org.alfheim.linker.StaticLibrary.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Static libraries compute, sign, commit, download and run scripts as other programs say. */
class ServiceLibrariesTest {
  /** What curl calls with each piece of a download. */
  interface Receiver {
    long write(MemorySegment data, long size, long count, MemorySegment user);
  }

  private static final MemorySegment NONE = MemorySegment.NULL;

  @TempDir private Path folder;

  private final Arena arena = StaticLibrary.arena();
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  @Test
  void quadruplePrecisionTakesTheRootThatJavaTakes() throws Exception {
    tools.compile(
        "root.c",
        """
        #include <quadmath.h>
        void root(const char *number, char *out, unsigned long size) {
          quadmath_snprintf(out, size, "%.32Qg", sqrtq(strtoflt128(number, 0)));
        }
        """);
    String archive = tools.run("gcc", "-print-file-name=libquadmath.a").strip();
    MemorySegment out = arena.allocate(100);

    open(tools.file("root.o").toString(), archive).number("root", c("12345.678"), out, 100L);

    assertThat(string(out))
        .isEqualTo(new BigDecimal("12345.678").sqrt(new MathContext(32)).toString());
  }

  @Test
  void theFastFourierTransformIsTheSlowOne() {
    StaticLibrary fftw = open("libfftw3.a");
    for (int length : new int[] {360, 97, 1024}) {
      MemorySegment in = arena.allocate(16L * length, 64);
      MemorySegment out = arena.allocate(16L * length, 64);
      MemorySegment plan = fftw.pointer("fftw_plan_dft_1d", length, in, out, -1, 64);
      double[] values = new double[2 * length];
      for (int i = 0; i < values.length; i++) {
        values[i] = i * 7919 % 257 / 257.0 - 0.5;
      }
      MemorySegment.copy(values, 0, in, ValueLayout.JAVA_DOUBLE, 0, values.length);

      fftw.number("fftw_execute", plan);

      assertThat(out.toArray(ValueLayout.JAVA_DOUBLE))
          .containsExactly(transformed(values), within(1e-9));
    }
  }

  /** The transform as it is defined: a sum for each frequency. */
  private static double[] transformed(double[] values) {
    int length = values.length / 2;
    double[] sums = new double[values.length];
    for (int k = 0; k < length; k++) {
      for (int i = 0; i < length; i++) {
        double angle = -2 * Math.PI * (k * i % length) / length;
        sums[2 * k] += values[2 * i] * Math.cos(angle) - values[2 * i + 1] * Math.sin(angle);
        sums[2 * k + 1] += values[2 * i] * Math.sin(angle) + values[2 * i + 1] * Math.cos(angle);
      }
    }
    return sums;
  }

  @Test
  void luaReturnsWhatItsInterpreterPrints() throws Exception {
    String script =
        """
        local words = {}
        local reversed = coroutine.wrap(function()
          for word in ("no elf is an island"):gmatch("%a+") do coroutine.yield(word:reverse()) end
        end)
        for word in reversed do words[#words + 1] = word end
        table.sort(words)
        local caught, why = pcall(function() local nothing; return nothing.field end)
        return string.format("%s %.14g %d %s %s", table.concat(words, ","), math.sqrt(2),
            7 // 2 << 3, caught, why)
        """;
    Files.writeString(tools.file("script.lua"), script);
    StaticLibrary lua = open("liblua5.4.a");
    MemorySegment state = lua.pointer("luaL_newstate");
    lua.number("luaL_openlibs", state);
    assertThat(
            lua.status(
                "luaL_loadbufferx",
                state,
                c(script),
                (long) script.length(),
                c("@script.lua"),
                NONE))
        .isZero();

    assertThat(lua.status("lua_pcallk", state, 0, 1, 0, 0L, NONE)).isZero();

    assertThat(lua.string("lua_tolstring", state, -1, NONE))
        .isEqualTo(tools.run("lua5.4", "-e", "print(dofile('script.lua'))").strip());
  }

  @Test
  void hogweedSignsWhatOpensslVerifies() throws Exception {
    tools.run("openssl", "genrsa", "-out", "key.pem", "2048");
    tools.run("openssl", "rsa", "-in", "key.pem", "-pubout", "-out", "public.pem");
    tools.run("openssl", "rsa", "-in", "key.pem", "-traditional", "-outform", "DER", "-out", "key");
    byte[] key = Files.readAllBytes(tools.file("key"));
    StaticLibrary hogweed = open("libhogweed.a", "libnettle.a", "libgmp.a");
    MemorySegment published = arena.allocate(40, 8);
    MemorySegment secret = arena.allocate(104, 8);
    hogweed.number("nettle_rsa_public_key_init", published);
    hogweed.number("nettle_rsa_private_key_init", secret);
    MemorySegment encoded = arena.allocateFrom(ValueLayout.JAVA_BYTE, key);
    long size = key.length;
    assertThat(hogweed.status("nettle_rsa_keypair_from_der", published, secret, 0, size, encoded))
        .isEqualTo(1);
    Files.write(tools.file("text"), StaticLibrary.textBytes());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(StaticLibrary.textBytes());
    MemorySegment sum = arena.allocateFrom(ValueLayout.JAVA_BYTE, digest);
    MemorySegment signature = arena.allocate(16, 8);
    hogweed.number("__gmpz_init", signature);

    assertThat(hogweed.status("nettle_rsa_sha256_sign_digest", secret, sum, signature))
        .isEqualTo(1);

    String number = hogweed.string("__gmpz_get_str", NONE, 16, signature);
    Files.write(
        tools.file("signature"),
        HexFormat.of().parseHex("0".repeat(512 - number.length()) + number));
    String[] verify = {
      "openssl", "dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "text"
    };
    assertThat(tools.run(verify)).contains("Verified OK");
    Files.writeString(tools.file("text"), "another text");
    assertThat(tools.attempt(verify).status()).isNotZero();
  }

  @Test
  void aCommitIsWhatGitReads() throws Exception {
    Path work = Files.createDirectory(tools.file("work"));
    Files.writeString(work.resolve("island.txt"), "no elf\n");
    StaticLibrary git = StaticLibrary.openWithNeeds("libgit2.a");
    assertThat(git.status("git_libgit2_init")).isPositive();
    MemorySegment repository = made(git, "git_repository_init", c(work.toString()), 0);
    MemorySegment index = made(git, "git_repository_index", repository);
    succeed(git, "git_index_add_bypath", index, c("island.txt"));
    succeed(git, "git_index_write", index);
    MemorySegment id = arena.allocate(64);
    succeed(git, "git_index_write_tree", id, index);
    MemorySegment tree = made(git, "git_tree_lookup", repository, id);
    MemorySegment elf =
        made(git, "git_signature_new", c("An Elf"), c("elf@example.org"), 1_234_567_890L, 60);

    succeed(
        git,
        "git_commit_create",
        id,
        repository,
        c("HEAD"),
        elf,
        elf,
        NONE,
        c("No elf is an island"),
        tree,
        0L,
        NONE);

    String[] log = {"git", "-C", "work", "log", "--format=%H|%an|%ae|%ad|%s", "--date=raw"};
    assertThat(tools.run(log).strip())
        .isEqualTo(
            git.string("git_oid_tostr_s", id)
                + "|An Elf|elf@example.org|1234567890 +0100|No elf is an island");
    assertThat(tools.run("git", "-C", "work", "show", "HEAD:island.txt")).isEqualTo("no elf\n");
    assertThat(tools.run("git", "-C", "work", "status", "--porcelain")).isEmpty();
    tools.run("git", "-C", "work", "fsck", "--strict");
  }

  /** What a function stores where its first argument points. */
  private MemorySegment made(StaticLibrary library, String function, Object... others) {
    MemorySegment pointer = arena.allocate(ValueLayout.ADDRESS);
    Object[] arguments = new Object[others.length + 1];
    arguments[0] = pointer;
    System.arraycopy(others, 0, arguments, 1, others.length);
    succeed(library, function, arguments);
    return pointer.get(ValueLayout.ADDRESS, 0);
  }

  private static void succeed(StaticLibrary library, String function, Object... arguments) {
    assertThat(library.status(function, arguments)).as(function).isZero();
  }

  @Test
  void curlReadsAddressesAsJavaDoesAndDownloads() throws Exception {
    StaticLibrary curl = StaticLibrary.openWithNeeds("libcurl.a");
    String address = "https://elf@alf.example.org:8443/a/b%20c?island=no#top";
    MemorySegment parsed = curl.pointer("curl_url");
    succeed(curl, "curl_url_set", parsed, 0, c(address), 0);
    URI uri = URI.create(address);
    assertThat(part(curl, parsed, 1)).isEqualTo(uri.getScheme());
    assertThat(part(curl, parsed, 2)).isEqualTo(uri.getUserInfo());
    assertThat(part(curl, parsed, 5)).isEqualTo(uri.getHost());
    assertThat(part(curl, parsed, 6)).isEqualTo(Integer.toString(uri.getPort()));
    assertThat(part(curl, parsed, 7)).isEqualTo(uri.getRawPath());
    assertThat(part(curl, parsed, 8)).isEqualTo(uri.getQuery());
    assertThat(part(curl, parsed, 9)).isEqualTo(uri.getFragment());

    Path file = Files.write(tools.file("a file"), StaticLibrary.textBytes());
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    MemorySegment transfer = curl.pointer("curl_easy_init");
    succeed(curl, "curl_easy_setopt", transfer, 10002, c(file.toUri().toString()));
    succeed(curl, "curl_easy_setopt", transfer, 20011, pointer(received));
    succeed(curl, "curl_easy_perform", transfer);
    curl.number("curl_easy_cleanup", transfer);
    assertThat(received.toByteArray()).isEqualTo(StaticLibrary.textBytes());
  }

  private String part(StaticLibrary curl, MemorySegment parsed, int part) {
    MemorySegment found = arena.allocate(ValueLayout.ADDRESS);
    succeed(curl, "curl_url_get", parsed, part, found, 0);
    return string(found.get(ValueLayout.ADDRESS, 0));
  }

  @SuppressWarnings("restricted")
  private static MemorySegment pointer(ByteArrayOutputStream received)
      throws ReflectiveOperationException {
    Receiver receiver =
        (data, size, count, _) -> {
          received.writeBytes(bytes(data.reinterpret(size * count), size * count));
          return size * count;
        };
    Class<?> memory = MemorySegment.class;
    return callback(
        MethodHandles.lookup()
            .bind(
                receiver,
                "write",
                MethodType.methodType(long.class, memory, long.class, long.class, memory)),
        ValueLayout.JAVA_LONG,
        ValueLayout.ADDRESS,
        ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_LONG,
        ValueLayout.ADDRESS);
  }

  @Test
  void theLoopReadsAFileOnItsThreads() throws Exception {
    byte[] content = StaticLibrary.textBytes();
    Path file = Files.write(tools.file("text"), content);
    StaticLibrary uv = open("libuv_a.a");
    AtomicInteger calls = new AtomicInteger();
    MemorySegment done =
        callback(
            MethodHandles.dropArguments(
                MethodHandles.lookup()
                    .bind(calls, "incrementAndGet", MethodType.methodType(int.class)),
                0,
                MemorySegment.class),
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS);
    MemorySegment loop = arena.allocate(uv.number("uv_loop_size"), 16);
    MemorySegment request = arena.allocate(uv.number("uv_req_size", 6), 16);
    succeed(uv, "uv_loop_init", loop);

    succeed(uv, "uv_fs_open", loop, request, c(file.toString()), 0, 0, done);
    succeed(uv, "uv_run", loop, 0);
    assertThat(calls).hasValue(1);
    int descriptor = uv.status("uv_fs_get_result", request);
    uv.number("uv_fs_req_cleanup", request);
    MemorySegment buffer = arena.allocate(content.length);
    MemorySegment buffers = arena.allocate(16, 8);
    buffers.set(ValueLayout.ADDRESS, 0, buffer);
    buffers.set(ValueLayout.JAVA_LONG, 8, content.length);
    succeed(uv, "uv_fs_read", loop, request, descriptor, buffers, 1, 0L, done);
    succeed(uv, "uv_run", loop, 0);

    assertThat(calls).hasValue(2);
    assertThat(uv.number("uv_fs_get_result", request)).isEqualTo(content.length);
    assertThat(buffer.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(content);
    uv.number("uv_fs_req_cleanup", request);
    assertThat(uv.status("uv_fs_close", loop, request, descriptor, NONE)).isZero();
    succeed(uv, "uv_loop_close", loop);
  }
}
