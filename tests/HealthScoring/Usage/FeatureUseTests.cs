using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Platform.Protos.Scoring.V1;
using Platform.ServiceKit.Auth;

namespace Platform.HealthScoring.Tests.Usage;

[Collection(OnServers.Name)]
public sealed class FeatureUseTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task Use_of_named_features_is_answered_for_several_accounts_each_over_its_own_days()
    {
        var (one, other, silent) = (
            await service.AddAccountAsync(),
            await service.AddAccountAsync(),
            await service.AddAccountAsync()
        );
        DateTimeOffset At(int daysAgo) => service.Clock.GetUtcNow().AddDays(-daysAgo);
        await service.SendAsync(
            service.Ops,
            service.Event(one, "u-1", "automation", At(5), quantity: 10),
            service.Event(one, "u-2", "automation", At(3)),
            service.Event(one, "u-1", "automation", At(3)),
            service.Event(one, "u-3", "sso", At(2)),
            service.Event(one, "u-9", "automation", At(20)),
            service.Event(other, "u-1", "sso", At(9)),
            service.Event(other, "u-1", "sso", At(1))
        );
        await service.StoredAsync(one, 5);
        await service.StoredAsync(other, 2);

        var answer = await AskAsync(["automation", "nobody-knows-it"], Span(one, 10), Span(other, 4), Span(silent, 10));

        answer.Accounts.Select(a => a.AccountId).ShouldBe([one.ToString(), other.ToString(), silent.ToString()]);
        var automation = answer.Accounts[0].Features.ShouldHaveSingleItem();
        (automation.Feature, automation.Events, automation.Quantity, automation.Users).ShouldBe(
            ("automation", 3, 12, 2)
        );
        (automation.FirstDay, automation.LastDay).ShouldBe((Day(5), Day(3)));
        (answer.Accounts[0].Whole.Events, answer.Accounts[0].Whole.Users, answer.Accounts[0].Whole.LastDay).ShouldBe(
            (4, 3, Day(2))
        );
        answer.Accounts[1].Features.ShouldBeEmpty();
        (answer.Accounts[1].Whole.Events, answer.Accounts[1].Whole.FirstDay).ShouldBe((1, Day(1)));
        answer.Accounts[2].Whole.ShouldBeNull();

        (await AskAsync([], Span(one, 30)))
            .Accounts[0]
            .Features.Select(f => (f.Feature, f.Users))
            .ShouldBe([("automation", 3), ("sso", 1)]);
    }

    [Fact]
    public async Task A_span_that_is_none_an_account_asked_twice_and_too_many_days_are_refused_by_field()
    {
        var id = Guid.NewGuid();
        (
            await RefusedAsync(
                new AccountSpan
                {
                    AccountId = "me",
                    From = Day(1),
                    To = Day(0),
                }
            )
        ).ShouldContain("accounts[0].account_id");
        (
            await RefusedAsync(
                new AccountSpan
                {
                    AccountId = id.ToString(),
                    From = Day(0),
                    To = Day(1),
                }
            )
        ).ShouldContain("accounts[0].from");
        (
            await RefusedAsync(
                new AccountSpan
                {
                    AccountId = id.ToString(),
                    From = "yesterday",
                    To = Day(1),
                }
            )
        ).ShouldContain("yesterday");
        (await RefusedAsync(Span(id, 3), Span(id, 4))).ShouldContain("twice");
        (await RefusedAsync([.. Enumerable.Range(0, 12).Select(_ => Span(Guid.NewGuid(), 1_000))])).ShouldContain(
            "11000"
        );
    }

    private async Task<BatchGetFeatureUseResponse> AskAsync(string[] features, params AccountSpan[] spans)
    {
        using var channel = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpClient = service.ClientFor(Roles.Partner, "success-plans", "scores:read") }
        );
        return await new ScoringService.ScoringServiceClient(channel).BatchGetFeatureUseAsync(
            new BatchGetFeatureUseRequest { Accounts = { spans }, Features = { features } }
        );
    }

    private async Task<string> RefusedAsync(params AccountSpan[] spans)
    {
        var refused = await Should.ThrowAsync<RpcException>(() => AskAsync([], spans));
        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        var status = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
        var violation = status
            .Details.Single(d => d.Is(Google.Rpc.BadRequest.Descriptor))
            .Unpack<Google.Rpc.BadRequest>()
            .FieldViolations.Single();
        return $"{violation.Field}: {violation.Description}";
    }

    private AccountSpan Span(Guid account, int daysBack) =>
        new()
        {
            AccountId = account.ToString(),
            From = Day(daysBack),
            To = Day(0),
        };

    private string Day(int daysAgo) =>
        DateOnly
            .FromDateTime(service.Clock.GetUtcNow().UtcDateTime)
            .AddDays(-daysAgo)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
