package org.tengen.dl4j;

import java.io.IOException;
import org.nd4j.common.loader.Loader;
import org.nd4j.common.loader.SourceFactory;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.tengen.driver.examples.ExampleOpener;

/** Opens data sets of any number of examples, one class for each kind of element. */
final class DataSets {
  private DataSets() {}

  /** Elements with one array of features and one of labels. */
  static final class Single implements ExampleOpener<DataSet> {
    private static final long serialVersionUID = 1L;

    @Override
    public Opened open(DataSet element) {
      return new OpenedDataSet(element.toMultiDataSet());
    }
  }

  /** Elements with several. */
  static final class Multi implements ExampleOpener<MultiDataSet> {
    private static final long serialVersionUID = 1L;

    @Override
    public Opened open(MultiDataSet element) {
      return new OpenedDataSet(element);
    }
  }

  /**
   * Elements that are paths.
   *
   * @param <T> what is loaded from a path
   */
  static final class Loaded<T> implements ExampleOpener<String> {
    private static final long serialVersionUID = 1L;
    private final Loader<T> loader;
    private final SourceFactory files;
    private final ExampleOpener<T> then;

    Loaded(Loader<T> loader, SourceFactory files, ExampleOpener<T> then) {
      this.loader = loader;
      this.files = files;
      this.then = then;
    }

    @Override
    public Opened open(String element) throws IOException {
      return then.open(loader.load(files.getSource(element)));
    }
  }
}
