package org.tengen.dl4j;

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
}
