using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Platform.LocalServers;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A PostgreSQL server.</summary>
    public class PostgresServerResource(string name) : ContainerResource(name), IResourceWithConnectionString
    {
        private readonly Dictionary<string, string> _databases = new(StringComparer.Ordinal);

        /// <summary>Resource names and the databases they stand for.</summary>
        public IReadOnlyDictionary<string, string> Databases => _databases;

        public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => new(Server?.ConnectionString);

        internal PostgresServer? Server => (PostgresServer?)Annotations.OfType<LocalServerAnnotation>().Single().Server;

        internal void Add(string resource, string database) => _databases.Add(resource, database);
    }

    /// <summary>A database; created when its server has started, if it is not there yet.</summary>
    public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
        : Resource(name), IResourceWithParent<PostgresServerResource>, IResourceWithConnectionString
    {
        public PostgresServerResource Parent => postgresParentResource;

        public string DatabaseName => databaseName;

        public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => new(Parent.Server?.ConnectionStringFor(DatabaseName));
    }
}

namespace Aspire.Hosting
{
    public static class PostgresBuilderExtensions
    {
        /// <summary>Adds a PostgreSQL server: the system's own, on loopback, with a generated password.</summary>
        /// <exception cref="NotSupportedException">A user name, password or port is given.</exception>
        public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
        {
            if (userName is not null || password is not null || port is not null)
                throw new NotSupportedException($"User name, password and port of '{name}' are chosen by the stand-in: leave them out.");
            var server = new PostgresServerResource(name);
            return builder.AddResource(server).WithAnnotation(new LocalServerAnnotation(directory => new PostgresServer(directory), CreateDatabasesAsync));

            async Task CreateDatabasesAsync(LocalServer running, CancellationToken ct)
            {
                foreach (var database in server.Databases.Values) await ((PostgresServer)running).CreateDatabaseAsync(database, ct);
            }
        }

        public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
        {
            builder.Resource.Add(name, databaseName ?? name);
            return builder.ApplicationBuilder.AddResource(new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource));
        }

        /// <summary>Keeps the data from start to start; here it is always kept, in the instance's data directory.</summary>
        public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
            isReadOnly ? throw new NotSupportedException("A read-only data volume needs the real package.") : builder;
    }
}
