package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tengen.ps.table.Layout;

class TcpMemoryTest {
  /** 15 slices of 65,536 floats in blocks of 260 KiB, and one of 16,960 in a block of 68 KiB. */
  private static final Layout MILLION = Layout.of(1_000_000, 2);

  private static final int MILLION_BYTES = 15 * 260 * 1024 + 68 * 1024;

  @Test
  void aServerHoldsWhatWaitsForTheNetworkAndAsManyPushesAsThereAre() {
    // two connections: 2 MiB and the slice that went beyond; 8 MiB of pushes would be more than
    // all; and 2 MiB that are shared in each direction
    assertThat(TcpMemory.server(MILLION, TcpSettings.defaults()))
        .isEqualTo(MILLION_BYTES + MILLION_BYTES + 2 * 2 * 2048 * 1024);
  }

  @Test
  void ofALargeTableAServerHoldsNoMoreThanItSendsAndReadsOn() {
    // on one connection 2 MiB on the way out, 8 MiB on the way in, and a slice beyond each
    Layout layout = Layout.of(65_536 * 100, 1);
    assertThat(TcpMemory.server(layout, TcpSettings.defaults()))
        .isEqualTo((2048 + 260 + 8 * 1024 + 260 + 2 * 2048) * 1024);
  }

  @Test
  void nothingIsSharedByTcpNorWhereItIsSwitchedOffNorForSmallSlices() {
    Layout layout = Layout.of(65_536 * 100, 1);
    long unshared = (2048 + 260 + 8 * 1024 + 260) * 1024;
    assertThat(TcpMemory.server(layout, TcpSettings.defaults().with(Transport.TCP)))
        .isEqualTo(unshared);
    assertThat(TcpMemory.server(layout, TcpSettings.defaults().withSharedBytes(0)))
        .isEqualTo(unshared);
    // a slice of 400 bytes behind a header of 64, on its way out and on its way in
    assertThat(TcpMemory.server(Layout.of(100, 1), TcpSettings.defaults())).isEqualTo(2 * 464);
  }

  @Test
  void aLaneHoldsWhatWaitsForTheNetworkAndASliceThatComes() {
    // of 100 slices on one connection: 2 MiB and the slice that went beyond, and one on its way in
    assertThat(TcpMemory.client(Layout.of(65_536 * 100, 1))).isEqualTo((2048 + 260 + 260) * 1024);
  }

  @Test
  void aSmallTableIsCountedAsItIs() {
    // one slice of 400 bytes behind a header of 64
    assertThat(TcpMemory.client(Layout.of(100, 1))).isEqualTo(2 * 464);
  }
}
