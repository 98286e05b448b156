package org.tengen.driver.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;

/**
 * Lines of text files, with the splits in the order of file name and offset. Hadoop's own order is
 * the file system's, or the split's size: with it a line's number would depend on both.
 */
public final class OrderedTextInputFormat extends TextInputFormat {
  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    List<FileSplit> files = new ArrayList<>();
    for (InputSplit split : super.getSplits(job)) {
      files.add((FileSplit) split);
    }
    files.sort(
        Comparator.comparing((FileSplit split) -> split.getPath().toString())
            .thenComparingLong(FileSplit::getStart));
    return List.copyOf(files);
  }
}
