package dev.tocsin.policy.check;

import dev.tocsin.policy.yaml.YamlProblems;

/** One check of a policy. */
interface PolicyInspection {

    /** Reports what is doubtful; nothing when it cannot be told. */
    void ask(PolicyFile file, YamlProblems warnings);
}
