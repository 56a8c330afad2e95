namespace Platform.Publishing.Tests;

/// <summary>
/// Published by an AppHost whose settings switch development tokens on and hold passwords: see <see cref="Published"/>.
/// </summary>
public sealed class SecrecyTests(Published published)
{
    [Fact]
    public void Development_tokens_cannot_be_published_whatever_the_settings_say()
    {
        foreach (var file in published.Files)
        {
            // As a colon or two underlines part it, and by the name of the issuer.
            published.Read(file).ShouldNotContain("DevelopmentToken", Case.Insensitive, file);
            published.Read(file).ShouldNotContain("DevelopmentSignIn", Case.Insensitive, file);
            published.Read(file).ShouldNotContain("urn:platform:development", Case.Insensitive, file);
            published.Read(file).ShouldNotContain("ENVIRONMENT: Development", Case.Insensitive, file);
        }
    }

    [Fact]
    public void Every_service_listens_everywhere_so_that_settings_added_later_cannot_switch_development_tokens_on()
    {
        // The gateway refuses to start with both; a variable of the container goes before those of settings.env.
        foreach (var workload in Manifests.Of(published).Where(w => w.IsOurs))
            workload.Container.Env.Single(v => v.Name == "LISTEN_ADDRESS").Value.ShouldBe("any", workload.Name);
        published.Read("compose/compose.yaml").Split("LISTEN_ADDRESS: any").Length.ShouldBe(1 + Manifests.Ours.Count);
    }

    [Fact]
    public void No_file_has_a_password()
    {
        foreach (var file in published.Files)
            published.Read(file).ShouldNotContain(Published.Password, Case.Insensitive, file);
        foreach (var folder in (string[])["kubernetes/with-servers", "compose"])
        {
            var lines = published.Read($"{folder}/secrets.env.example").Split('\n');
            lines
                .Where(line => line.Length > 0 && line[0] != '#')
                .ShouldBe(["INTERNAL_TOKEN_KEY=", "POSTGRES_PASSWORD=", "RABBITMQ_PASSWORD=", "REDIS_PASSWORD="]);
        }
    }

    [Fact]
    public void Each_secret_comes_from_the_secret_file_and_no_variable_is_told_twice()
    {
        var keys = Keys("kubernetes/with-servers/secrets.env.example");
        foreach (var workload in Manifests.Of(published))
        {
            var names = workload.Container.Env.Select(v => v.Name).ToList();
            names.ShouldBeUnique(workload.Name);
            foreach (var secret in workload.Container.Env.Where(v => v.ValueFrom is not null))
            {
                secret.ValueFrom.SecretKeyRef.Name.ShouldBe("platform-secrets");
                keys.ShouldContain(secret.ValueFrom.SecretKeyRef.Key, workload.Name);
            }

            foreach (var word in (string[])["PASSWORD", "PASS", "Key"])
                workload
                    .Container.Env.Where(v => v.Name.EndsWith(word, StringComparison.Ordinal))
                    .ShouldAllBe(v => v.ValueFrom != null);
        }
    }

    [Fact]
    public void What_a_variable_refers_to_stands_above_it()
    {
        foreach (var workload in Manifests.Of(published))
        {
            var above = new HashSet<string>(StringComparer.Ordinal);
            foreach (var variable in workload.Container.Env)
            {
                foreach (var part in (variable.Value ?? "").Split("$(").Skip(1))
                    above.ShouldContain(
                        part[..part.IndexOf(')', StringComparison.Ordinal)],
                        $"{workload.Name} {variable.Name}"
                    );
                above.Add(variable.Name);
            }
        }
    }

    [Fact]
    public void With_outside_servers_every_connection_string_comes_whole_from_the_secret_file()
    {
        var keys = Keys("kubernetes/outside-servers/secrets.env.example");
        foreach (var workload in Manifests.Of(published).Where(w => w.IsOurs))
        {
            var patch = published.Read($"kubernetes/outside-servers/{workload.Name}.yaml");
            var names = workload.Container.Env.Select(v => v.Name).ToList();
            foreach (var name in names.Where(n => n.StartsWith("ConnectionStrings__", StringComparison.Ordinal)))
            {
                var key = name.Replace("ConnectionStrings__", "CONNECTION_", StringComparison.Ordinal)
                    .ToUpperInvariant();
                keys.ShouldContain(key);
                patch.ShouldContain(
                    $"- name: {name}\n              value: null\n              valueFrom:\n"
                        + $"                secretKeyRef:\n                  name: platform-secrets\n"
                        + $"                  key: {key}\n"
                );
            }

            foreach (var name in names.Where(n => n.EndsWith("_PASSWORD", StringComparison.Ordinal)))
                patch.ShouldContain($"- name: {name}\n              $patch: delete\n");
        }
    }

    private List<string> Keys(string file) =>
        [
            .. published
                .Read(file)
                .Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split('=')[0]),
        ];
}
