package org.alfheim.internal.amd64;

import java.util.HexFormat;

/**
 * The machine code that has objects call other functions than those that ld.so has bound them to,
 * and the form of what it works on.
 *
 * <p>It runs as a {@linkplain Placer#STEP_FUNCTION step} of a carrier's placer, when all that is
 * loaded together is relocated and nothing is initialised, and goes through the relocations of each
 * of these objects. It tells a function by its address, whatever the name and the version by which
 * an object refers to it, and what else defines that name. Its source is {@code rebinder.s}.
 */
public final class Rebinder {
  /** The work: the address of {@code dl_iterate_phdr}. */
  public static final int WORK_ITERATE = 0;

  /** The work: the address of the carrier's dynamic section in its image. */
  public static final int WORK_DYNAMIC = 8;

  /** The work: 1 if only the carrier is meant, 0 if all that is loaded with it is. */
  public static final int WORK_ALONE = 16;

  /** The work: how many functions. */
  public static final int WORK_COUNT = 24;

  /** The work: where the functions begin. */
  public static final int WORK_FUNCTIONS = 32;

  /** The bytes of a function: its address, the other's address, the address of its name or 0. */
  public static final int FUNCTION_SIZE = 24;

  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa534889fb48017308488d3d1c0000004889deff1383f8ff740e48837b\
              08007409b8030000005bc331c05bc3f30f1efa535541544155415641574881ec\
              f80000004889d3488b2f48892c24488b771048897424080fb747186bc0384801\
              f0488944241048c7442418ffffffff31c948894c242048894c242848894c2430\
              4531e44531edeb698b0e488b56104801ea488b7e284801d783f901742783f902\
              743c81f952e5746475434881e200f0ffff4881e700f0ffff488954242848897c\
              2430eb29483b54241873054889542418483b7c2420761648897c2420eb0f4989\
              d44531edf646040275034989ed4883c638483b74241072904531f6488b430848\
              85c074174c39e0757a48c743080000000031c0488944243041ffc64d85e47463\
              488d7c243831c0b918000000f348ab498b04244885c07416498b4c24084983c4\
              104883f81873e848894cc438ebe1488b742470488b7c2478e83a00000085c075\
              24488bb424f0000000488b7c2448e82400000085c0750e4c23731041f7de4489\
              f0eb0231c04881c4f8000000415f415e415d415c5d5bc34885f674684c01ee4c\
              8d3c3e4989f4eb57418b4c240883f925740f83f901740a83f906740583f90775\
              3a4d8b04244901e84d8b084531d2e8e5000000743283f92574214d8b5424104d\
              29d1e8d1000000741e83f907750d4d01d14531d2e8e5000000740c4983c4184d\
              39fc72a431c0c34c01d0488b742410eb25833e01751c4c89c24829ea482b5610\
              72104883c208483b56287706f646040275114883c638483b74241872d4b80d00\
              0000c3498d5007483b54243072074c3b4424387205498900eba14989c1ba0300\
              0000e814000000750f4d8908ba01000000e8050000007483f7d8c34c89c74881\
              e700f0ffff483b7c24387305488b7c2438498db0071000004881e600f0ffff48\
              3b7424407605488b7424404829feb80a0000000f0585c0c3488d7b20488b7318\
              48ffc648ffce74124c3b0f74064883c718ebf0488b470839c0c383ce01c34c3b\
              4c2428726f4c3b4c24307368418b44240c486bc01848034424784c01e8668378\
              0600740c488b50084801ea4c39ca74448b0048034424704c01e8488d7b20488b\
              731848ffc648ffce742a488b57104885d2741b4989c38a0a413a0b751148ffc2\
              49ffc384c975ef488b470839c0c34883c718ebd183ce01c3\
              """);

  private Rebinder() {}

  /** The code; its function begins at its first byte. */
  public static byte[] code() {
    return CODE.clone();
  }
}
