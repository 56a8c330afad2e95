using System.Text.Json.Nodes;

namespace Platform.Publishing.Tests;

public sealed class ImageTests(Published published)
{
    [Theory]
    [InlineData("gateway", "gateway/Gateway.csproj")]
    [InlineData("accounts", "services/accounts/Accounts.csproj")]
    [InlineData("engagement", "services/engagement/Engagement.csproj")]
    [InlineData("feedback", "services/feedback/Feedback.csproj")]
    [InlineData("health-scoring", "services/health-scoring/HealthScoring.csproj")]
    [InlineData("renewals", "services/renewals/Renewals.csproj")]
    [InlineData("success-plans", "services/success-plans/SuccessPlans.csproj")]
    [InlineData("workspace", "services/workspace/Workspace.csproj")]
    public async Task An_image_has_the_name_that_building_it_gives(string workload, string project)
    {
        // ComputeContainerConfig is what PublishContainer runs before it needs a published program.
        var answer = JsonNode.Parse(
            await Programs.RunAsync(
                "dotnet",
                [
                    "msbuild",
                    project,
                    "-nologo",
                    "-p:Configuration=Release",
                    "-t:ComputeContainerConfig",
                    "-getProperty:ContainerRepository,ContainerImageTag,ContainerBaseImage",
                ],
                Published.Repository
            )
        )!["Properties"]!;
        var (repository, tag, basedOn) = (
            Text("ContainerRepository"),
            Text("ContainerImageTag"),
            Text("ContainerBaseImage")
        );

        Manifests.Of(published).Single(w => w.Name == workload).Container.Image.ShouldBe(repository);
        published
            .Read("kubernetes/platform/kustomization.yaml")
            .ShouldContain(
                $"- name: {repository}\n"
                    + $"    newName: registry.example/retention-platform/{repository}\n"
                    + $"    newTag: {tag}\n"
            );
        published
            .Read("compose/compose.yaml")
            .ShouldContain(
                $"\n    image: ${{REGISTRY:-registry.example/retention-platform}}/{repository}:${{TAG:-{tag}}}\n"
            );
        // The user 1654 that manifests name is "app" of these images.
        basedOn.ShouldStartWith("mcr.microsoft.com/dotnet/aspnet:10.0");

        string Text(string property) => answer[property]!.GetValue<string>();
    }

    [Fact]
    public void A_server_has_an_image_of_a_named_version()
    {
        foreach (var server in Manifests.Of(published).Where(w => !w.IsOurs))
        {
            server.Container.Image.ShouldMatch($@"^docker\.io/library/{server.Name}:\d+\.\d+(-management)?$");
            published.Read("compose/compose.yaml").ShouldContain($"\n    image: {server.Container.Image}\n");
        }
    }
}
