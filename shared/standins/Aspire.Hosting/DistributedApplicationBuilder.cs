using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    internal DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        var assembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory
            ?? assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(m => m.Key == "AppHostProjectPath")?.Value
            ?? Directory.GetCurrentDirectory();

        var environment = System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";
        Environment = new HostEnvironment(assembly?.GetName().Name ?? "AppHost", environment, AppHostDirectory);
        Configuration.SetBasePath(AppHostDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(options.Args ?? []);
        ExecutionContext = new(string.Equals(Configuration["operation"], "publish", StringComparison.OrdinalIgnoreCase) || Configuration["publisher"] is not null
            ? DistributedApplicationOperation.Publish
            : DistributedApplicationOperation.Run);
    }

    public ConfigurationManager Configuration { get; } = new();

    public string AppHostDirectory { get; }

    public IHostEnvironment Environment { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.Any(r => string.Equals(r.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"Cannot add resource of type '{typeof(T)}' with name '{resource.Name}' because a resource of that name exists already. Names are case-insensitive.");
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build() => new(this);

    private sealed class HostEnvironment(string applicationName, string environmentName, string contentRoot) : IHostEnvironment
    {
        public string ApplicationName { get; set; } = applicationName;

        public string EnvironmentName { get; set; } = environmentName;

        public string ContentRootPath { get; set; } = contentRoot;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
