using System.Net;

namespace Platform.Renewals.Tests.Targets;

public sealed class TargetTests(RenewalsUnderTest renewals)
{
    private readonly HttpClient _manager = renewals.ClientFor("manager", "mara");
    private readonly HttpClient _executive = renewals.ClientFor("executive", "eva");

    [Fact]
    public async Task A_manager_sets_a_target_and_an_executive_changes_it()
    {
        var segment = Guid.NewGuid();
        var set = await _manager.PostAsync("/v1/targets", Nrr(segment, 1.1m));
        (set.Text("metric"), set.Number("value"), set.Text("owner"), set.Text("setBy")).ShouldBe(
            ("nrr", 1.1m, "carla", "mara")
        );

        var changed = await _executive.SendJsonAsync(
            HttpMethod.Put,
            $"/v1/targets/{set.Id()}",
            new { value = 1.15m, owner = "carl" },
            "\"1\""
        );

        var target = await changed.ReadAsync<System.Text.Json.JsonElement>();
        (target.Number("value"), target.Text("owner"), target.Text("setBy")).ShouldBe((1.15m, "carl", "eva"));
        changed.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await _manager.ReadAsync($"/v1/targets/{set.Id()}")).Number("value").ShouldBe(1.15m);
    }

    [Fact]
    public async Task There_is_one_target_for_a_metric_a_segment_and_a_period()
    {
        var segment = Guid.NewGuid();
        var set = await _manager.PostAsync("/v1/targets", Nrr(segment, 1.1m));

        var again = await _manager.SendJsonAsync(HttpMethod.Post, "/v1/targets", Nrr(segment, 1.2m));

        var (status, type, detail) = await again.ProblemAsync();
        (status, type).ShouldBe((409, "renewals/target-exists"));
        detail.ShouldContain(set.Id().ToString());
    }

    [Fact]
    public async Task A_change_on_top_of_an_older_version_is_refused()
    {
        var set = await _manager.PostAsync("/v1/targets", Nrr(Guid.NewGuid(), 1.1m));
        await _manager.SendJsonAsync(
            HttpMethod.Put,
            $"/v1/targets/{set.Id()}",
            new { value = 1.2m, owner = "carla" },
            "\"1\""
        );

        var late = await _manager.SendJsonAsync(HttpMethod.Delete, $"/v1/targets/{set.Id()}", null, "\"1\"");

        late.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("grr", 12)]
    [InlineData("logo_retention", -1)]
    [InlineData("median_time_to_first_value", 40_000)]
    public async Task A_value_that_the_metric_cannot_have_is_refused(string metric, int tenths)
    {
        var answer = await _manager.SendJsonAsync(
            HttpMethod.Post,
            "/v1/targets",
            new
            {
                metric,
                periodFrom = "2027-01-01",
                periodTo = "2027-12-31",
                value = tenths / 10m,
                owner = "carla",
            }
        );

        (await answer.FieldAsync()).ShouldBe("value");
    }

    [Fact]
    public async Task A_csm_sets_no_targets()
    {
        var answer = await renewals
            .ClientFor("csm", "someone")
            .SendJsonAsync(HttpMethod.Post, "/v1/targets", Nrr(Guid.NewGuid(), 1.1m));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Targets_are_listed_by_segment_and_by_a_day_of_the_period_until_they_are_deleted()
    {
        var segment = Guid.NewGuid();
        var set = await _manager.PostAsync("/v1/targets", Nrr(segment, 1.1m));
        (await ListAsync($"segmentId={segment}&metric=nrr&owner=carla&on=2027-06-30")).ShouldBe([set.Id()]);
        (await ListAsync($"segmentId={segment}&on=2028-01-01")).ShouldBeEmpty();

        var deleted = await _manager.SendJsonAsync(HttpMethod.Delete, $"/v1/targets/{set.Id()}", null, "\"1\"");

        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ListAsync($"segmentId={segment}")).ShouldBeEmpty();
    }

    private async Task<IEnumerable<Guid>> ListAsync(string query) =>
        (await _manager.ReadAsync($"/v1/targets?{query}")).GetProperty("items").EnumerateArray().Select(it => it.Id());

    private static object Nrr(Guid segment, decimal value) =>
        new
        {
            metric = "nrr",
            segmentId = segment,
            periodFrom = "2027-01-01",
            periodTo = "2027-12-31",
            value,
            owner = "carla",
        };
}
