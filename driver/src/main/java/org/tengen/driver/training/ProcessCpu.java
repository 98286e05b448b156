package org.tengen.driver.training;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time as this JVM counts it. */
final class ProcessCpu {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ProcessCpu() {}

  /** Nanoseconds of all threads, since the process began. */
  static long ns() {
    return PROCESS.getProcessCpuTime();
  }

  /** Nanoseconds of the calling thread. */
  static long ofThreadNs() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
