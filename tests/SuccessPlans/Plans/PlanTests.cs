using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Tests.Plans;

public class PlanTests(SuccessPlansUnderTest service)
{
    [Theory]
    [InlineData("smb", "Small business")]
    [InlineData("enterprise", "Enterprise")]
    [InlineData(null, "General")]
    public async Task A_plan_comes_from_the_template_of_its_segment(string? size, string template)
    {
        var plan = await service.PlanAsync(size, empty: false);

        var history = await plan.Csm.ReadAsync($"{plan.Path}/history");
        history.List("items").Single().GetProperty("after").Text("template").ShouldBe(template);
        var view = await plan.ReadAsync();
        view.List("objectives").ShouldNotBeEmpty();
        view.List("steps").ShouldNotBeEmpty();
        view.List("expectations").Select(e => e.Text("side")).Distinct().Order().ShouldBe(["customer", "ours"]);
        view.Text("success12Months").ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task The_first_segment_of_the_account_that_has_a_template_decides_and_the_plan_says_which()
    {
        var (first, second) = ("seg-" + Guid.NewGuid().ToString("N"), "seg-" + Guid.NewGuid().ToString("N"));
        var account = await service.AccountAsync(size: "enterprise");
        var other = await service.AccountAsync(size: "enterprise");
        foreach (var segment in new[] { second, first })
            await service.EnterAsync(account, segment);
        var templates = new List<Guid>();
        foreach (var (segment, rank) in new[] { (second, 20), (first, 10) })
            templates.Add(
                (
                    await service.Ops.PostAsync(
                        "/v1/plan-templates",
                        new
                        {
                            name = "For " + segment,
                            segment,
                            rank,
                            body = new { summary = segment },
                        }
                    )
                ).Id()
            );

        var plan = await service.Ops.PostAsync("/v1/plans", new { accountId = account });
        (plan.Text("summary"), plan.Text("templateSegment")).ShouldBe((first, first));
        (await service.Ops.PostAsync("/v1/plans", new { accountId = other }))
            .Text("templateSegment")
            .ShouldBe("enterprise");
        var named = await service.Ops.PostAsync(
            "/v1/plans",
            new { accountId = await service.AccountAsync(), templateId = templates[0] }
        );
        (
            named.TryGetProperty("templateSegment", out var chosen)
            && chosen.ValueKind != System.Text.Json.JsonValueKind.Null
        ).ShouldBeFalse("it was named, not chosen");

        (
            await (
                await service.Ops.SendJsonAsync(
                    HttpMethod.Post,
                    "/v1/plan-templates",
                    new
                    {
                        name = "Misspelt " + Guid.NewGuid(),
                        segment = "enterprize",
                        body = new { },
                    }
                )
            ).ProblemAsync(400)
        ).GetProperty("errors").TryGetProperty("segment", out _).ShouldBeTrue();
        foreach (var template in templates)
            await service.Ops.SendJsonAsync(HttpMethod.Delete, $"/v1/plan-templates/{template}");
    }

    [Fact]
    public async Task An_organisations_own_template_is_used_and_one_that_refers_to_nothing_is_refused()
    {
        var step = new
        {
            key = "a",
            kind = "milestone",
            name = "Only this",
            side = "ours",
            days = 1,
            dueInDays = 10,
            dependsOn = new[] { "missing" },
        };
        (
            await (
                await service.Ops.SendJsonAsync(
                    HttpMethod.Post,
                    "/v1/plan-templates",
                    new { name = "Broken " + Guid.NewGuid(), body = new { steps = new[] { step } } }
                )
            ).ProblemAsync(400)
        )
            .GetProperty("errors")
            .GetProperty("body.steps[0].dependsOn")[0]
            .GetString()!
            .ShouldContain("missing");

        var template = await service.Ops.PostAsync(
            "/v1/plan-templates",
            new
            {
                name = "Own " + Guid.NewGuid(),
                body = new { steps = new[] { step with { dependsOn = Array.Empty<string>() } } },
            }
        );
        var account = await service.AccountAsync();
        var plan = await service.Ops.PostAsync("/v1/plans", new { accountId = account, templateId = template.Id() });
        plan.List("steps").Single().Text("name").ShouldBe("Only this");
        (await service.Ops.SendJsonAsync(HttpMethod.Delete, $"/v1/plan-templates/{template.Id()}")).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NoContent
        );
    }

    [Fact]
    public async Task An_account_has_one_living_plan_and_closed_ones_are_kept()
    {
        var plan = await service.PlanAsync();
        var refused = await (
            await plan.Csm.SendJsonAsync(HttpMethod.Post, "/v1/plans", new { accountId = plan.Account })
        ).ProblemAsync(409, "plans/exists");
        refused.GetProperty("planId").GetGuid().ShouldBe(plan.Id);

        await plan.Csm.PostAsync($"{plan.Path}/closing", new { reason = "Goals changed with the merger" });
        var second = await plan.Csm.PostAsync("/v1/plans", new { accountId = plan.Account });

        (await plan.Csm.ReadAsync($"/v1/plans?accountId={plan.Account}"))
            .List("items")
            .Select(p => p.Text("status"))
            .Order()
            .ShouldBe(["closed", "draft"]);
        (await plan.Csm.ReadAsync($"/v1/accounts/{plan.Account}/plan")).Id().ShouldBe(second.Id());
        await (await plan.Csm.SendJsonAsync(HttpMethod.Post, $"{plan.Path}/objectives", plan.Smart())).ProblemAsync(
            409,
            "plans/closed"
        );
    }

    [Fact]
    public async Task Two_requests_at_once_open_one_plan()
    {
        var account = await service.AccountAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => service.Ops.SendJsonAsync(HttpMethod.Post, "/v1/plans", new { accountId = account }))
        );
        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
    }

    [Fact]
    public async Task A_plan_cannot_be_agreed_while_an_objective_lacks_a_part_and_the_error_names_which()
    {
        var plan = await service.PlanAsync();
        await (await plan.TryAgreeAsync()).ProblemAsync(422, "plans/no-objectives");
        await plan.Csm.PostAsync($"{plan.Path}/objectives", new { text = "Work faster" });
        var problem = await (await plan.TryAgreeAsync()).ProblemAsync(422, "plans/not-smart");

        problem
            .GetProperty("errors")
            .GetProperty("objectives[0]")
            .EnumerateArray()
            .Select(e => e.GetString())
            .ShouldBe([
                "lacks metric",
                "lacks baseline",
                "lacks target",
                "lacks unit",
                "lacks reviewedBy",
                "lacks ownerContactId",
                "lacks dueOn",
            ]);
        problem.Text("detail").ShouldContain("'Work faster' lacks");
    }

    [Theory]
    [
        InlineData("text"),
        InlineData("metric"),
        InlineData("baseline"),
        InlineData("target"),
        InlineData("unit"),
        InlineData("reviewedBy"),
        InlineData("ownerContactId"),
        InlineData("dueOn")
    ]
    public async Task Each_part_of_smart_is_asked_for(string part)
    {
        var plan = await service.PlanAsync();
        var objective = System
            .Text.Json.JsonSerializer.SerializeToNode(plan.Smart(), Contracts.ContractJson.Options)!
            .AsObject();
        objective.Remove(part);
        await plan.Csm.PostAsync($"{plan.Path}/objectives", objective);

        var problem = await (await plan.TryAgreeAsync()).ProblemAsync(422, "plans/not-smart");
        problem
            .GetProperty("errors")
            .GetProperty("objectives[0]")
            .EnumerateArray()
            .Select(e => e.GetString())
            .ShouldBe([$"lacks {part}"]);
    }

    [Fact]
    public async Task A_target_at_the_baseline_is_refused_as_such()
    {
        var plan = await service.PlanAsync();
        var refused = await (
            await plan.Csm.SendJsonAsync(HttpMethod.Post, $"{plan.Path}/objectives", plan.Smart(5, 5))
        ).ProblemAsync(400);
        refused
            .GetProperty("errors")
            .GetProperty("target")[0]
            .GetString()
            .ShouldBe("equals the baseline: nothing would have to change; give another target or baseline");

        // One that was kept before.
        var objective = await plan.AddSmartObjectiveAsync(5, 6);
        await service.Database.ExecuteAsync(
            "update objective set target = 5 where id = @id",
            new { id = objective.Id() }
        );
        var detail = (await (await plan.TryAgreeAsync()).ProblemAsync(422, "plans/not-smart")).Text("detail");
        detail.ShouldContain("target equals the baseline");
        detail.ShouldNotContain("lacks target");
    }

    [Fact]
    public async Task An_objective_whose_day_has_passed_is_refused_and_cannot_be_agreed()
    {
        var plan = await service.PlanAsync();
        var late = System
            .Text.Json.JsonSerializer.SerializeToNode(plan.Smart(), Contracts.ContractJson.Options)!
            .AsObject();
        late["dueOn"] = service.Today.AddDays(-400).Iso();
        (await (await plan.Csm.SendJsonAsync(HttpMethod.Post, $"{plan.Path}/objectives", late)).ProblemAsync(400))
            .GetProperty("errors")
            .GetProperty("dueOn")[0]
            .GetString()!
            .ShouldContain("has passed");

        var objective = await plan.AddSmartObjectiveAsync();
        await service.Database.ExecuteAsync(
            "update objective set due_on = @due where id = @id",
            new { id = objective.Id(), due = service.Today.AddDays(-400) }
        );
        (await (await plan.TryAgreeAsync()).ProblemAsync(422, "plans/not-smart"))
            .GetProperty("errors")
            .GetProperty("objectives[0]")[0]
            .GetString()!
            .ShouldStartWith("dueOn");
    }

    [Fact]
    public async Task A_reviewer_whom_nobody_knows_is_refused()
    {
        var plan = await service.PlanAsync();
        var body = System
            .Text.Json.JsonSerializer.SerializeToNode(plan.Smart(), Contracts.ContractJson.Options)!
            .AsObject();
        body["reviewedBy"] = "ghost-" + Guid.NewGuid().ToString("N");
        (await (await plan.Csm.SendJsonAsync(HttpMethod.Post, $"{plan.Path}/objectives", body)).ProblemAsync(400))
            .GetProperty("errors")
            .GetProperty("reviewedBy")[0]
            .GetString()!
            .ShouldContain("nobody of ours");

        await service.AccountAsync("csm-reviewer");
        body["reviewedBy"] = "csm-reviewer";
        (await plan.Csm.PostAsync($"{plan.Path}/objectives", body))
            .List("objectives")
            .Single()
            .Text("reviewedBy")
            .ShouldBe("csm-reviewer");
    }

    [Fact]
    public async Task Objectives_are_numbered_as_the_plan_shows_them()
    {
        var plan = await service.PlanAsync();
        for (var i = 0; i < 3; i++)
        {
            var gone = await plan.AddSmartObjectiveAsync();
            await plan.Csm.SendJsonAsync(HttpMethod.Delete, $"{plan.Path}/objectives/{gone.Id()}", ifMatch: "*");
        }
        await plan.Csm.PostAsync($"{plan.Path}/objectives", new { metric = "Days" });
        (await (await plan.TryAgreeAsync()).ProblemAsync(422)).Text("detail").ShouldStartWith("Objective 1 lacks text");
    }

    [Fact]
    public async Task Progress_is_rounded_once()
    {
        var plan = await service.PlanAsync();
        foreach (var (target, current) in new[] { (3m, 2m), (2m, 1m) })
        {
            var objective = await plan.AddSmartObjectiveAsync(0, target);
            await plan.Csm.PostAsync($"{plan.Path}/objectives/{objective.Id()}/readings", new { value = current });
        }
        // (2/3 + 1/2) / 2 = 0.58333…
        (await plan.ReadAsync()).Number("progress").ShouldBe(0.5833m);
    }

    [Fact]
    public async Task A_template_whose_steps_wait_for_each_other_is_refused_and_one_kept_before_makes_no_plan()
    {
        object Step(string key, string waitsFor) =>
            new
            {
                key,
                kind = "task",
                name = key,
                side = "ours",
                days = 1,
                dueInDays = 5,
                dependsOn = new[] { waitsFor },
            };
        var name = "Circle " + Guid.NewGuid().ToString("N");
        var circle = new { name, body = new { steps = new[] { Step("a", "b"), Step("b", "a") } } };
        var refused = await (
            await service.Ops.SendJsonAsync(HttpMethod.Post, "/v1/plan-templates", circle)
        ).ProblemAsync(400);
        refused
            .GetProperty("errors")
            .GetProperty("body.steps")[0]
            .GetString()
            .ShouldStartWith("a waits for b waits for a");

        var kept = (
            await service.Ops.PostAsync(
                "/v1/plan-templates",
                new
                {
                    name,
                    body = new
                    {
                        steps = new[]
                        {
                            new
                            {
                                key = "a",
                                kind = "task",
                                name = "a",
                                side = "ours",
                                days = 1,
                                dueInDays = 5,
                            },
                        },
                    },
                }
            )
        ).Id();
        await service.Database.ExecuteAsync(
            "update plan_template set body = @body::jsonb where id = @kept",
            new { kept, body = System.Text.Json.JsonSerializer.Serialize(circle.body, Contracts.ContractJson.Options) }
        );
        var account = await service.AccountAsync();
        await (
            await service.Ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/plans",
                new { accountId = account, templateId = kept }
            )
        ).ProblemAsync(400);
        await service.Ops.SendJsonAsync(HttpMethod.Delete, $"/v1/plan-templates/{kept}");
    }

    [Fact]
    public async Task A_plan_cannot_be_agreed_without_saying_what_success_means_at_3_6_and_12_months()
    {
        var plan = await service.PlanAsync();
        await plan.AddSmartObjectiveAsync();
        await plan.Csm.PutAsync(plan.Path, new { success3Months = "Live", success12Months = " " });
        var problem = await (await plan.TryAgreeAsync()).ProblemAsync(422, "plans/success-undefined");
        problem.Text("detail").ShouldContain("at 6 months, at 12 months");
    }

    [Fact]
    public async Task An_agreed_plan_is_told_and_stays_smart()
    {
        using var heard = await service.ListenToAsync<PlanAgreed>();
        var plan = await service.PlanAsync();
        var objective = await plan.AddSmartObjectiveAsync();
        var agreed = await (await plan.TryAgreeAsync()).JsonAsync();

        agreed.Text("status").ShouldBe("agreed");
        var told = await heard.FirstAsync(e => e.PlanId == plan.Id);
        (told.AccountId, told.Version, told.Objectives, told.AgreedOn).ShouldBe(
            (plan.Account, agreed.GetProperty("version").GetInt32(), 1, service.Today)
        );
        await (
            await plan.Csm.SendJsonAsync(
                HttpMethod.Put,
                $"{plan.Path}/objectives/{objective.Id()}",
                new { text = "Vague" },
                "*"
            )
        ).ProblemAsync(422, "plans/not-smart");
        await (
            await plan.Csm.SendJsonAsync(HttpMethod.Delete, $"{plan.Path}/objectives/{objective.Id()}", ifMatch: "*")
        ).ProblemAsync(422, "plans/no-objectives");
        (await plan.ReadAsync()).List("objectives").Single().Text("metric").ShouldBe("Days to close");
    }

    [Fact]
    public async Task The_history_says_who_changed_what_before_and_after()
    {
        var plan = await service.PlanAsync();
        var objective = await plan.AddSmartObjectiveAsync(10, 4);
        await service
            .ClientFor(Roles.Manager, "boss")
            .PutAsync($"{plan.Path}/objectives/{objective.Id()}", plan.Smart(10, 6));

        var last = (await plan.Csm.ReadAsync($"{plan.Path}/history?limit=1")).List("items").Single();
        (last.Text("by"), last.Text("what"), last.GetProperty("subjectId").GetGuid()).ShouldBe(
            ("boss", "objective changed", objective.Id())
        );
        (last.GetProperty("before").Number("target"), last.GetProperty("after").Number("target")).ShouldBe((4, 6));
    }

    [Fact]
    public async Task A_lost_update_is_refused()
    {
        var plan = await service.PlanAsync();
        var version = (await plan.ReadAsync()).GetProperty("version").GetInt32();
        await plan.AddSmartObjectiveAsync();
        await (
            await plan.Csm.SendJsonAsync(HttpMethod.Put, plan.Path, new { summary = "late" }, $"\"{version}\"")
        ).ProblemAsync(412);
        (await plan.Csm.SendJsonAsync(HttpMethod.Put, plan.Path, new { summary = "blind" })).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.PreconditionRequired
        );
    }

    [Fact]
    public async Task A_csm_changes_only_plans_of_their_accounts_and_an_executive_none()
    {
        var plan = await service.PlanAsync();
        var other = service.ClientFor(Roles.Csm, "csm-2");
        await (await other.SendJsonAsync(HttpMethod.Put, plan.Path, new { summary = "mine" }, "*")).ProblemAsync(403);
        (
            await service
                .ClientFor(Roles.Executive)
                .SendJsonAsync(HttpMethod.Put, plan.Path, new { summary = "mine" }, "*")
        ).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await other.ReadAsync(plan.Path)).Id().ShouldBe(plan.Id);
    }

    [Fact]
    public async Task An_account_whose_event_has_not_come_is_asked_for()
    {
        var account = service.Accounts.Add("Brand new");
        (await service.Ops.PostAsync("/v1/plans", new { accountId = account }))
            .Text("accountName")
            .ShouldBe("Brand new");
        await (
            await service.Ops.SendJsonAsync(HttpMethod.Post, "/v1/plans", new { accountId = Guid.NewGuid() })
        ).ProblemAsync(404, "account/not-found");
    }

    [Fact]
    public async Task Roles_and_expectations_of_both_sides_and_meetings_with_their_next_date_are_kept()
    {
        var plan = await service.PlanAsync();
        await plan.Csm.PutAsync(
            $"{plan.Path}/expectations",
            new
            {
                expectations = new object[]
                {
                    new
                    {
                        side = "customer",
                        role = "Sponsor",
                        contactId = plan.Sponsor,
                        text = "Decides",
                    },
                    new
                    {
                        side = "ours",
                        role = "CSM",
                        person = "csm-1",
                        text = "Reports",
                    },
                },
            }
        );
        var view = await plan.Csm.PutAsync(
            $"{plan.Path}/meetings",
            new
            {
                meetings = new[]
                {
                    new
                    {
                        title = "Status",
                        rhythm = "weekly",
                        firstOn = service.Today.AddDays(-10).Iso(),
                    },
                },
            }
        );

        view.List("expectations")
            .Single(e => e.Text("side") == "customer")
            .Text("contactName")
            .ShouldBe("Sandra Sponsor");
        var next = DateOnly.Parse(
            view.List("meetings").Single().Text("nextOn"),
            System.Globalization.CultureInfo.InvariantCulture
        );
        next.ShouldBeInRange(service.Today, service.Today.AddDays(8));
        next.DayOfWeek.ShouldNotBeOneOf(DayOfWeek.Saturday, DayOfWeek.Sunday);
        await (
            await plan.Csm.SendJsonAsync(
                HttpMethod.Put,
                $"{plan.Path}/meetings",
                new
                {
                    meetings = new[]
                    {
                        new
                        {
                            title = "Status",
                            rhythm = "hourly",
                            firstOn = "2026-01-01",
                        },
                    },
                },
                "*"
            )
        ).ProblemAsync(400);
    }
}
