using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;

// `aspire publish` writes charts for Kubernetes, or with --Publish:To=docker a Compose file.
if (builder.ExecutionContext.IsPublishMode)
{
    if (settings["Publish:To"] == "docker") builder.AddDockerComposeEnvironment("compose");
    else builder.AddKubernetesEnvironment("cluster");
}

// One server of each kind here; each service has a database of its own and may be given a server of its own.
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var rabbitmq = builder.AddRabbitMQ("rabbitmq").WithManagementPlugin().WithDataVolume();
var redis = builder.AddRedis("redis").WithDataVolume();

// Signs the short-lived tokens by which services know who called: theirs alone.
var tokenKey = builder.AddParameter("internal-token-key", new GenerateParameterDefault { MinLength = 64, Special = false }, secret: true, persist: true);

var accounts = AddService<Projects.Accounts>("accounts");
var renewals = AddService<Projects.Renewals>("renewals");
var healthScoring = AddService<Projects.HealthScoring>("health-scoring").WithReplicas(settings.GetValue("HealthScoring:Replicas", 1));
var successPlans = AddService<Projects.SuccessPlans>("success-plans");
var feedback = AddService<Projects.Feedback>("feedback");

// Who asks whom over gRPC. No waiting here: a call finds out by itself when the other side is there.
accounts.WithReference(renewals);
renewals.WithReference(accounts);
healthScoring.WithReference(accounts).WithReference(renewals);
successPlans.WithReference(accounts).WithReference(healthScoring).WithReference(renewals);
feedback.WithReference(accounts).WithReference(healthScoring);

AddService<Projects.Gateway>("gateway", settings.GetValue("Gateway:HttpPort", 8080), settings.GetValue("Gateway:GrpcPort", 8081))
    .WithExternalHttpEndpoints()
    .WithEnvironment("DevelopmentTokens__Enabled", settings["DevelopmentTokens:Enabled"] ?? "false")
    .WithReference(redis).WaitFor(redis)
    .WithReference(accounts).WaitFor(accounts)
    .WithReference(renewals).WaitFor(renewals)
    .WithReference(healthScoring).WaitFor(healthScoring)
    .WithReference(successPlans).WaitFor(successPlans)
    .WithReference(feedback).WaitFor(feedback);

builder.Build().Run();

IResourceBuilder<ProjectResource> AddService<TProject>(string name, int? httpPort = null, int? grpcPort = null) where TProject : IProjectMetadata, new()
{
    var databaseName = name.Replace('-', '_');
    var database = postgres.AddDatabase(name + "-db", databaseName);
    // Cleartext cannot negotiate: HTTP/1.1 and HTTP/2 (gRPC) need a port each.
    return builder.AddProject<TProject>(name, launchProfileName: null)
        .WithHttpEndpoint(httpPort, name: "http", env: "HTTP_PORT")
        .WithHttpEndpoint(grpcPort, name: "grpc", env: "GRPC_PORT")
        .WithEndpoint("grpc", endpoint => endpoint.Transport = "http2")
        .WithHttpHealthCheck("/health/ready", endpointName: "http")
        .WithReference(database, connectionName: databaseName).WaitFor(database)
        .WithReference(rabbitmq).WaitFor(rabbitmq)
        .WithEnvironment("InternalToken__Key", tokenKey)
        .WithEnvironment("Organisation__TimeZone", settings["Organisation:TimeZone"])
        .WithEnvironment("Organisation__ReportingCurrency", settings["Organisation:ReportingCurrency"])
        .WithEnvironment("Logging__LogLevel__Microsoft.AspNetCore", "Warning")
        .WithEnvironment("LISTEN_ADDRESS", builder.ExecutionContext.IsPublishMode ? "any" : "localhost");
}
