using NUnit.Framework;
using Verification.Sandbox.Ecs.Health;

namespace Verification.Tests.Sandbox.Ecs;

public sealed class HealthCommandTests
{
    [TestCase("CMD-SHELL|curl -f http://localhost:8083/health || exit 1", 8083, "/health", true)]
    [TestCase("CMD-SHELL|curl -sf http://127.0.0.1:8083/health?deep=1 > /dev/null 2>&1 || exit 1", 8083, "/health?deep=1", true)]
    [TestCase("CMD-SHELL|curl --fail --silent --max-time 3 'http://localhost/' || false", 80, "/", true)]
    [TestCase("CMD-SHELL|/usr/bin/curl -sfo /dev/null localhost:9000/live", 9000, "/live", true)]
    [TestCase("CMD-SHELL|curl http://localhost:8083/health", 8083, "/health", false)]
    [TestCase("CMD|curl|-f|http://localhost:8083/health", 8083, "/health", true)]
    [TestCase("CMD-SHELL|wget -q --spider http://localhost:8083/health || exit 1", 8083, "/health", true)]
    [TestCase("CMD-SHELL|wget --no-verbose --tries=1 --spider http://localhost:8083/health || exit 1", 8083, "/health", true)]
    [TestCase("CMD|wget|-qO-|http://localhost:8083/health", 8083, "/health", true)]
    public void It_understands(string command, int port, string path, bool failsOnErrorStatus) =>
        Assert.That(HealthCommand.Parse([.. command.Split('|', 2)[0] == "CMD" ? command.Split('|') : command.Split('|', 2)]), Is.EqualTo(new HealthCommand(port, path, failsOnErrorStatus)));

    [TestCase("CMD-SHELL", "exit 0")]
    [TestCase("CMD-SHELL", "curl -f http://localhost:8083/health || exit 0")]
    [TestCase("CMD-SHELL", "curl -f http://localhost:8083/health && test -f /tmp/ready")]
    [TestCase("CMD-SHELL", "curl -f http://localhost:8083/health; exit 0")]
    [TestCase("CMD-SHELL", "curl -f http://localhost:$PORT/health || exit 1")]
    [TestCase("CMD-SHELL", "curl -f -X POST http://localhost:8083/health || exit 1")]
    [TestCase("CMD-SHELL", "curl -f https://localhost:8083/health || exit 1")]
    [TestCase("CMD-SHELL", "curl -f http://backend:8083/health || exit 1")]
    [TestCase("CMD-SHELL", "curl -f || exit 1")]
    [TestCase("CMD-SHELL", "wget --post-data=x http://localhost/ || exit 1")]
    [TestCase("CMD", "/bin/healthcheck")]
    [TestCase("NONE", "")]
    public void It_does_not_pretend_to_understand(string kind, string rest) => Assert.That(HealthCommand.Parse([kind, rest]), Is.Null);

    [Test]
    public void No_command_is_none() => Assert.That(HealthCommand.Parse(null), Is.Null);
}
