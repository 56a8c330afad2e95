using Grpc.Core;
using Platform.Contracts;
using Platform.Plans.V1;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Tests.Plans;

public class PlansGrpcTests(SuccessPlansUnderTest service)
{
    [Fact]
    public async Task A_partner_reads_plans_ledger_and_tactics_and_records_a_reading_with_the_scope_for_it()
    {
        var plan = await service.PlanAsync();
        var objective = await plan.AddSmartObjectiveAsync(10, 4);
        await plan.Csm.PostAsync(
            $"{plan.Path}/claims",
            new
            {
                text = "Two days faster",
                evidence = "Ledger",
                value = new Money(10, "EUR"),
            }
        );
        using var reading = service.ChannelFor(Roles.Partner, "key:1", "plans:read");
        using var writing = service.ChannelFor(Roles.Partner, "key:2", "plans:write");
        var (reads, writes) = (
            new PlansService.PlansServiceClient(reading),
            new PlansService.PlansServiceClient(writing)
        );

        var record = new RecordReadingRequest
        {
            PlanId = plan.Id.ToString(),
            ObjectiveId = objective.Id().ToString(),
            Value = "7",
        };
        (await Should.ThrowAsync<RpcException>(async () => await reads.RecordReadingAsync(record))).StatusCode.ShouldBe(
            StatusCode.PermissionDenied
        );
        (await writes.RecordReadingAsync(record)).Progress.ShouldBe("0.5");
        (await reads.GetPlanAsync(new GetPlanRequest { AccountId = plan.Account.ToString() }))
            .Objectives.Single()
            .Current.ShouldBe("7");
        (
            await reads.BatchGetPlansAsync(
                new BatchGetPlansRequest { AccountIds = { plan.Account.ToString(), Guid.NewGuid().ToString() } }
            )
        )
            .Plans.Single()
            .Id.ShouldBe(plan.Id.ToString());
        (await reads.ListValueLedgerAsync(new ListValueLedgerRequest { PlanId = plan.Id.ToString() }))
            .Claims.Single()
            .Amount.ShouldBe("10");
        (
            await reads.ListAccountTacticsAsync(new ListAccountTacticsRequest { AccountId = plan.Account.ToString() })
        ).Tactics.ShouldBeEmpty();
        (
            await Should.ThrowAsync<RpcException>(async () =>
                await reads.GetPlanAsync(new GetPlanRequest { Id = Guid.NewGuid().ToString() })
            )
        ).StatusCode.ShouldBe(StatusCode.NotFound);
    }
}
