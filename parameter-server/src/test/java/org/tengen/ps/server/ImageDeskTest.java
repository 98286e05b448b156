package org.tengen.ps.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.table.Layout;

class ImageDeskTest {
  private final Semaphore mayReceive = new Semaphore(0);
  private final BlockingQueue<RunImage> received = new LinkedBlockingQueue<>();
  private final ImageDesk desk =
      new ImageDesk("desk", new Layout(4, 2, 2), this::receive, new Ending(2));

  private void receive(RunImage image, long takenNs) throws InterruptedException {
    mayReceive.acquire();
    received.add(image);
  }

  @BeforeEach
  void start() {
    desk.start();
  }

  @AfterEach
  void close() throws InterruptedException {
    desk.close(10_000);
  }

  private boolean wants(long index) {
    boolean first = desk.wants(ImageKind.CHECKPOINT, index);
    boolean second = desk.wants(ImageKind.CHECKPOINT, index);
    assertThat(second).describedAs("the other shard's answer").isEqualTo(first);
    return first;
  }

  private void add(long index) {
    desk.add(index, image(1));
    desk.add(index, image(0));
  }

  private static ShardImage image(int shard) {
    return new ShardImage(shard, ImageKind.CHECKPOINT, new long[] {3}, List.of());
  }

  @Test
  void putsTheShardsOfOneMomentTogetherInOrder() throws Exception {
    mayReceive.release();
    assertThat(wants(1)).isTrue();
    add(1);
    RunImage image = received.poll(10, TimeUnit.SECONDS);
    assertThat(image).isNotNull();
    assertThat(image.shards()).extracting(ShardImage::shard).containsExactly(0, 1);
  }

  /** The process that took them for shard 1 is gone, and who serves it now has come past them. */
  @Test
  void waitsForNoImageOfAShardThatServesElsewhereNow() throws Exception {
    for (long index = 1; index <= 2; index++) {
      assertThat(wants(index)).isTrue();
      desk.add(index, image(0));
    }
    assertThat(wants(3)).isFalse();

    desk.moved(1);

    desk.add(2, image(1));
    assertThat(wants(4)).isTrue();
    add(4);
    mayReceive.release();
    assertThat(received.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(desk.skipped()).isEqualTo(3);
    await().until(desk::idle);
  }

  @Test
  void skipsMomentsOnAllShardsWhileTwoImagesAreHere() {
    assertThat(wants(1)).isTrue();
    add(1);
    assertThat(wants(2)).isTrue();
    add(2);
    assertThat(wants(3)).isFalse();
    assertThat(desk.skipped()).isEqualTo(1);
    assertThat(desk.idle()).isFalse();
    mayReceive.release(2);
    await().atMost(10, TimeUnit.SECONDS).until(desk::idle);
    assertThat(wants(4)).isTrue();
  }

  @Test
  void keepsAsManyForEvaluationAsFitItsMemory() {
    int length = 16 << 20;
    ImageDesk large =
        new ImageDesk("large", new Layout(length, 1 << 18, 1), this::receive, new Ending(1));
    for (int index = 1; index <= 4; index++) {
      assertThat(large.wants(ImageKind.EVALUATION, index)).isTrue();
    }
    assertThat(large.wants(ImageKind.EVALUATION, 5)).isFalse();
  }

  /** Or it would write what a run has gone back from. */
  @Test
  void aListenerThatSwallowsTheInterruptIsGivenNoImageAfterTheClose() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<RunImage> given = new CopyOnWriteArrayList<>();
    ImageDesk deaf =
        new ImageDesk(
            "deaf",
            new Layout(2, 2, 1),
            (image, takenNs) -> {
              given.add(image);
              try {
                mayReceive.acquire();
              } catch (InterruptedException e) {
                interrupted.countDown();
                goOn.await();
              }
            },
            new Ending(1));
    deaf.start();
    for (int index = 1; index <= 2; index++) {
      assertThat(deaf.wants(ImageKind.CHECKPOINT, index)).isTrue();
      deaf.add(index, image(0));
    }
    await().atMost(20, TimeUnit.SECONDS).until(() -> given.size() == 1);
    Thread closing =
        new Thread(
            () -> {
              try {
                deaf.close(3_000);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    closing.start();
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    goOn.countDown();
    closing.join(20_000);
    assertThat(given).hasSize(1);
  }

  @Test
  void dropsAMomentThatAShardHasPassedOver() {
    mayReceive.release(10);
    assertThat(desk.wants(ImageKind.CHECKPOINT, 1)).isTrue();
    desk.add(1, image(0));
    assertThat(wants(2)).isTrue();
    add(2);
    await().atMost(10, TimeUnit.SECONDS).until(desk::idle);
    assertThat(received).hasSize(1);
  }
}
