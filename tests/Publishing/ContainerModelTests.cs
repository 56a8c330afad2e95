using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Platform.Publishing.Tests;

/// <summary>
/// The model with <c>Servers=containers</c>, built and not started: the servers are the containers that Aspire knows.
/// </summary>
public sealed class ContainerModelTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("platform-model-").FullName;
    private IDistributedApplicationTestingBuilder? _builder;

    public async ValueTask InitializeAsync() =>
        _builder = await DistributedApplicationTestingBuilder.CreateAsync(
            typeof(Projects.Gateway).Assembly.EntryPoint!.DeclaringType!,
            ["--Servers=containers", $"--PLATFORM_DATA_DIR={_data}"],
            TestContext.Current.CancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await _builder!.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Theory]
    [InlineData("postgres", "library/postgres", "/var/lib/postgresql")]
    [InlineData("rabbitmq", "library/rabbitmq", "/var/lib/rabbitmq")]
    [InlineData("redis", "library/redis", "/data")]
    public void A_server_in_a_container_keeps_its_image_tag_volume_and_health_check(
        string name,
        string image,
        string path
    )
    {
        var server = _builder!.Resources.Single(r => r.Name == name);

        server.IsContainer().ShouldBeTrue();
        var annotation = server.Annotations.OfType<ContainerImageAnnotation>().Single();
        annotation.Registry.ShouldBe("docker.io");
        annotation.Image.ShouldBe(image);
        annotation.Tag.ShouldNotBeNull().ShouldMatch(@"^\d+\.\d+");
        var volume = server.Annotations.OfType<ContainerMountAnnotation>().Single();
        (volume.Type, volume.Target, volume.IsReadOnly).ShouldBe((ContainerMountType.Volume, path, false));
        volume.Source.ShouldNotBeNull().ShouldEndWith($"-{name}");
        server.Annotations.OfType<HealthCheckAnnotation>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Services_wait_for_the_same_servers_and_databases_as_ever()
    {
        // A database stands for its server too.
        var accounts = _builder!.Resources.Single(r => r.Name == "accounts");
        accounts
            .Annotations.OfType<WaitAnnotation>()
            .Select(w => w.Resource.Name)
            .ShouldBe(["postgres", "accounts-db", "rabbitmq"], ignoreOrder: true);
    }
}
