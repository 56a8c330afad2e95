// Two services, one of them twice, on Redis and PostgreSQL; --Servers=false leaves the servers out.
var builder = DistributedApplication.CreateBuilder(args);
var key = builder.AddParameter("key", new GenerateParameterDefault { MinLength = 40, Special = false }, secret: true, persist: true);

var inner = builder.AddProject<Projects.Echo>("inner-service", launchProfileName: null)
    .WithHttpEndpoint(name: "http", env: "HTTP_PORT")
    .WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")
    .WithEndpoint("grpc", endpoint => endpoint.Transport = "http2")
    .WithHttpHealthCheck("/health/ready", endpointName: "http")
    .WithReplicas(2)
    .WithEnvironment("ReadyAfter", builder.Configuration["ReadyAfter"] ?? "0")
    .WithEnvironment("Shared__Key", key);

var outer = builder.AddProject<Projects.Echo>("outer", launchProfileName: null)
    .WithHttpEndpoint(port: int.Parse(builder.Configuration["OuterPort"] ?? "18080", System.Globalization.CultureInfo.InvariantCulture), name: "http", env: "HTTP_PORT")
    .WithHttpHealthCheck("/health/ready", endpointName: "http")
    .WithExternalHttpEndpoints()
    .WithEnvironment("Shared__Key", key)
    .WithReference(inner)
    .WaitFor(inner);

if (builder.Configuration["Servers"] != "false")
{
    var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("inner-db", "inner_service");
    var redis = builder.AddRedis("redis").WithDataVolume();
    inner.WithReference(database, connectionName: "inner_service").WithReference(redis).WaitFor(database).WaitFor(redis);
}

builder.Build().Run();
