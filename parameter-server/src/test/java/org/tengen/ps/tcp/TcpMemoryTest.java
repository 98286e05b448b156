package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tengen.ps.table.Layout;

class TcpMemoryTest {
  /** 15 slices of 65,536 floats in blocks of 320 KiB, and one of 16,960 in a block of 128 KiB. */
  private static final Layout MILLION = Layout.of(1_000_000, 2);

  private static final int MILLION_BYTES = 15 * 320 * 1024 + 128 * 1024;

  @Test
  void aServerHoldsAPulledTableAndAsManyPushes() {
    assertThat(TcpMemory.server(MILLION, TcpSettings.defaults())).isEqualTo(2L * MILLION_BYTES);
  }

  @Test
  void ofPushesAServerHoldsNoMoreThanItReadsOn() {
    // 8 MiB and the slice that went beyond, on one connection
    Layout layout = Layout.of(65_536 * 100, 1);
    assertThat(TcpMemory.server(layout, TcpSettings.defaults()))
        .isEqualTo(100 * 320 * 1024 + 8 * 1024 * 1024 + 320 * 1024);
  }

  @Test
  void aLaneHoldsWhatWaitsForTheNetworkAndASliceThatComes() {
    // two connections: 2 MiB and the slice that went beyond, and one on its way in
    assertThat(TcpMemory.client(MILLION)).isEqualTo(2 * (2048 + 320 + 320) * 1024);
  }

  @Test
  void aSmallTableIsCountedAsItIs() {
    // one slice of 400 bytes behind a header of 64
    assertThat(TcpMemory.client(Layout.of(100, 1))).isEqualTo(2 * 464);
  }
}
