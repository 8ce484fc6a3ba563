import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;

/**
 * Speaks MongoDB's protocol on the JVM over a file, for machines where no mongod can be had.
 * Arguments: port, data file. Started from source: {@code java -cp LIBRARIES MongoServer.java PORT FILE}.
 */
public class MongoServer {

  /** The oldest version that the driver we use still talks to; the server does all that our stores ask of it. */
  private static final MongoVersion VERSION = new MongoVersion() {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(4, 4, 0);
    }

    @Override
    public int getWireVersion() {
      return 9;
    }
  };

  /** Writes to the file before it answers, so that a killed server has lost nothing it acknowledged. */
  private static final class DurableBackend extends H2Backend {
    DurableBackend(String file) {
      super(file);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      Document answer = super.handleMessage(message);
      commit();
      return answer;
    }
  }

  public static void main(String[] args) {
    var backend = new DurableBackend(args[1]);
    backend.version(VERSION);
    var server = new de.bwaldvogel.mongo.MongoServer(backend);
    server.bind("127.0.0.1", Integer.parseInt(args[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    System.out.println("listening on " + server.getLocalAddress());
  }
}
